package org.mucura.core.store;

import java.util.Optional;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.spi.Bytes;

/**
 * What a metadata store says of itself.
 *
 * @param layout the number of the layout of its keys and records
 * @param installation a random id, by which the content stores know it again
 * @param rest what a newer release wrote besides
 */
record LayoutRecord(long layout, Optional<Bytes> installation, Fields rest) {

  LayoutRecord with(Bytes id) {
    return new LayoutRecord(layout, Optional.of(id), rest);
  }

  /** The record as fields. */
  static final class Codec implements RecordCodec<LayoutRecord> {

    private static final int LAYOUT = 1;
    private static final int INSTALLATION = 2;

    @Override
    public Fields write(LayoutRecord record) {
      Fields.Builder fields = Fields.builder().number(LAYOUT, record.layout());
      record.installation().ifPresent(id -> fields.bytes(INSTALLATION, id));
      return fields.unknown(record.rest()).build();
    }

    @Override
    public LayoutRecord read(Fields fields) {
      return new LayoutRecord(
          fields.needNumber(LAYOUT),
          fields.bytes(INSTALLATION),
          fields.except(Set.of(LAYOUT, INSTALLATION)));
    }
  }
}
