package org.mucura.core.commit;

import java.time.Instant;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/** An object as it stands in its record. */
public final class ObjectCodec implements RecordCodec<ObjectRecord> {

  private static final int SEQUENCE = 1;
  static final int CURRENT = 2;
  private static final int NULL_SEQUENCE = 3;
  private static final int PENDING = 4;
  private static final int REMOVED = 5;
  private static final Set<Integer> KNOWN =
      Set.of(SEQUENCE, CURRENT, NULL_SEQUENCE, PENDING, REMOVED);

  private final VersionCodec versions = new VersionCodec();
  private final RedoCodec redos = new RedoCodec();

  @Override
  public Fields write(ObjectRecord record) {
    Fields.Builder fields = Fields.builder();
    fields.number(SEQUENCE, record.sequence());
    record.current().ifPresent(current -> fields.fields(CURRENT, versions.write(current)));
    if (record.nullSequence() > 0) {
      fields.number(NULL_SEQUENCE, record.nullSequence());
    }
    record.pending().ifPresent(redo -> fields.fields(PENDING, redos.write(redo)));
    record.removed().ifPresent(time -> fields.number(REMOVED, time.toEpochMilli()));
    return fields.unknown(record.rest()).build();
  }

  @Override
  public ObjectRecord read(Fields fields) {
    return new ObjectRecord(
        fields.needNumber(SEQUENCE),
        fields.fields(CURRENT).map(versions::read),
        fields.number(NULL_SEQUENCE).orElse(0L),
        fields.fields(PENDING).map(redos::read),
        fields.number(REMOVED).map(Instant::ofEpochMilli),
        fields.except(KNOWN));
  }
}
