package org.mucura.core.commit;

import java.time.Instant;
import java.util.Set;
import org.mucura.core.blob.ContentsCodec;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/**
 * A redo as it stands in the record of its object. Tags 5 to 7 are kept for what versions need: to
 * demote, to alter and to drop one.
 */
final class RedoCodec implements RecordCodec<Redo> {

  private static final int ID = 1;
  private static final int DUE = 2;
  private static final int FREED = 3;
  private static final int FINISH_UPLOAD = 4;
  private static final Set<Integer> KNOWN = Set.of(ID, DUE, FREED, FINISH_UPLOAD);

  private final ContentsCodec contents = new ContentsCodec();

  @Override
  public Fields write(Redo redo) {
    Fields.Builder fields = Fields.builder();
    fields.bytes(ID, redo.id());
    fields.number(DUE, redo.due().toEpochMilli());
    redo.freed().forEach(freed -> fields.fields(FREED, contents.write(freed)));
    redo.finishUpload().ifPresent(upload -> fields.text(FINISH_UPLOAD, upload));
    return fields.unknown(redo.rest()).build();
  }

  @Override
  public Redo read(Fields fields) {
    return new Redo(
        fields.needBytes(ID),
        Instant.ofEpochMilli(fields.needNumber(DUE)),
        fields.allFields(FREED).stream().map(contents::read).toList(),
        fields.text(FINISH_UPLOAD),
        fields.except(KNOWN));
  }
}
