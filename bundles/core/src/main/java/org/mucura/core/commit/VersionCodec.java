package org.mucura.core.commit;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/** A version as it stands in the record of its object, or in one of its own. */
final class VersionCodec implements RecordCodec<ObjectVersion> {

  private static final int SEQUENCE = 1;
  private static final int NULL = 2;
  private static final int DELETE_MARKER = 3;
  private static final int MODIFIED = 4;
  private static final Set<Integer> KNOWN = new HashSet<>(ObjectDataCodec.KNOWN);

  static {
    KNOWN.addAll(Set.of(SEQUENCE, NULL, DELETE_MARKER, MODIFIED));
  }

  private final ObjectDataCodec data = new ObjectDataCodec();

  @Override
  public Fields write(ObjectVersion version) {
    Fields.Builder fields = Fields.builder();
    fields.number(SEQUENCE, version.sequence());
    fields.flag(NULL, version.isNull());
    fields.flag(DELETE_MARKER, version.data().isEmpty());
    fields.number(MODIFIED, version.modified().toEpochMilli());
    version.data().ifPresent(present -> data.write(fields, present));
    return fields.unknown(version.rest()).build();
  }

  @Override
  public ObjectVersion read(Fields fields) {
    return new ObjectVersion(
        fields.needNumber(SEQUENCE),
        fields.flag(NULL),
        modified(fields),
        fields.flag(DELETE_MARKER) ? Optional.empty() : Optional.of(data.read(fields)),
        fields.except(KNOWN));
  }

  /** What a listing shows of a version; a delete marker is not shown. */
  static Optional<ObjectSummary> summary(Fields fields) {
    return fields.flag(DELETE_MARKER)
        ? Optional.empty()
        : Optional.of(ObjectDataCodec.summary(modified(fields), fields));
  }

  private static Instant modified(Fields fields) {
    return Instant.ofEpochMilli(fields.needNumber(MODIFIED));
  }
}
