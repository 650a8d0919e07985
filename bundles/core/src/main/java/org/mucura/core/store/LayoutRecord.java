package org.mucura.core.store;

import java.util.Optional;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordType;
import org.mucura.spi.Bytes;

/**
 * What a metadata store says of itself.
 *
 * @param layout the number of the layout of its keys and records; {@link #NONE_YET} as long as it
 *     is being restored
 * @param installation a random id, by which the content stores know it again
 * @param restoring what is being restored into it; no gateway uses it before that has ended
 * @param rest what a newer release wrote besides
 */
public record LayoutRecord(
    long layout, Optional<Bytes> installation, Optional<String> restoring, Fields rest) {

  /** The layout of keys and records as docs/format.md describes it. */
  public static final long LAYOUT = 1;

  /** No release uses a store that says this, whether it knows of restores or not. */
  public static final long NONE_YET = 0;

  /** Where it stands. */
  public static final Bytes KEY = KeyWriter.of(RecordType.LAYOUT).key();

  /** The one codec, which has no state. */
  public static final RecordCodec<LayoutRecord> CODEC = new Codec();

  /** Of a store that nobody used yet. */
  static LayoutRecord empty() {
    return new LayoutRecord(LAYOUT, Optional.empty(), Optional.empty(), Fields.NONE);
  }

  /** Of a store that is being restored. */
  public static LayoutRecord restoring(String what) {
    return new LayoutRecord(NONE_YET, Optional.empty(), Optional.of(what), Fields.NONE);
  }

  LayoutRecord with(Bytes id) {
    return new LayoutRecord(layout, Optional.of(id), restoring, rest);
  }

  private static final class Codec implements RecordCodec<LayoutRecord> {

    private static final int LAYOUT = 1;
    private static final int INSTALLATION = 2;
    private static final int RESTORING = 3;
    private static final Set<Integer> KNOWN = Set.of(LAYOUT, INSTALLATION, RESTORING);

    @Override
    public Fields write(LayoutRecord record) {
      Fields.Builder fields = Fields.builder().number(LAYOUT, record.layout());
      record.installation().ifPresent(id -> fields.bytes(INSTALLATION, id));
      record.restoring().ifPresent(what -> fields.text(RESTORING, what));
      return fields.unknown(record.rest()).build();
    }

    @Override
    public LayoutRecord read(Fields fields) {
      return new LayoutRecord(
          fields.needNumber(LAYOUT),
          fields.bytes(INSTALLATION),
          fields.text(RESTORING),
          fields.except(KNOWN));
    }
  }
}
