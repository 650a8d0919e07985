package org.mucura.core.store;

import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.wire.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A metadata store that is handed out only once its layout is known to be ours. An empty store gets
 * a record that says so; one that does not answer is asked again at its next use.
 */
final class CheckedStore {

  private static final Logger LOG = LoggerFactory.getLogger(CheckedStore.class);

  /** The layout of keys and records as docs/format.md describes it. */
  private static final long LAYOUT = 1;

  private static final Bytes KEY = KeyWriter.of(RecordType.LAYOUT).key();
  private static final Codec CODEC = new Codec();

  private final String name;
  private final MetadataStore store;
  private volatile boolean known;
  private boolean reported;

  CheckedStore(String name, MetadataStore store) {
    this.name = name;
    this.store = store;
  }

  /** The store without a check, to compare and to describe. */
  MetadataStore unchecked() {
    return store;
  }

  /**
   * @throws S3Exception {@code ServiceUnavailable} if the layout is not ours, or the store fails
   */
  MetadataStore checked() {
    if (!known) {
      check();
    }
    return store;
  }

  private synchronized void check() {
    if (known) {
      return;
    }
    try {
      long layout = layout();
      if (layout == LAYOUT) {
        known = true;
        return;
      }
      report("layout " + layout);
    } catch (CorruptRecordException e) {
      report(String.valueOf(e.getMessage()));
    }
    throw new S3Exception(
        ErrorCode.SERVICE_UNAVAILABLE, "The metadata store has a layout unknown to this release.");
  }

  private long layout() {
    RecordStore records = new RecordStore(store);
    Optional<Stored<Long>> found = records.get(KEY, CODEC);
    if (found.isPresent()) {
      return found.get().value();
    }
    Swap<Long> created = records.create(KEY, LAYOUT, CODEC);
    return created instanceof Swap.Lost<Long> lost ? lost.current().orElseThrow().value() : LAYOUT;
  }

  private void report(String found) {
    if (!reported) {
      LOG.error(
          "metadata store {} has {}, this release knows layout {}: left untouched, not used",
          name,
          found,
          LAYOUT);
      reported = true;
    }
  }

  /** Field 1: the number of the layout. */
  private static final class Codec implements RecordCodec<Long> {

    private static final int NUMBER = 1;

    @Override
    public Fields write(Long layout) {
      return Fields.builder().number(NUMBER, layout).build();
    }

    @Override
    public Long read(Fields fields) {
      return fields.needNumber(NUMBER);
    }
  }
}
