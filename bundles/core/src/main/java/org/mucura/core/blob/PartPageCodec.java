package org.mucura.core.blob;

import java.time.Instant;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/** Pages as they stand in records. */
final class PartPageCodec implements RecordCodec<PartPage> {

  private static final int CREATED = 1;
  private static final int PARTS = 2;

  private final PartTableCodec tables = new PartTableCodec();

  @Override
  public Fields write(PartPage page) {
    return Fields.builder()
        .number(CREATED, page.created().toEpochMilli())
        .fields(PARTS, tables.write(page.parts()))
        .build();
  }

  @Override
  public PartPage read(Fields fields) {
    return new PartPage(
        Instant.ofEpochMilli(fields.needNumber(CREATED)),
        tables.read(fields.fields(PARTS).orElse(Fields.NONE)));
  }
}
