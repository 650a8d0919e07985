package org.mucura.core.store;

import java.security.SecureRandom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.MetadataStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A metadata store that is handed out only once its layout is known to be ours. An empty store gets
 * a record that says so, with an id for all that is kept by it; one that does not answer is asked
 * again at its next use.
 */
final class CheckedStore {

  private static final Logger LOG = LoggerFactory.getLogger(CheckedStore.class);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String name;
  private final MetadataStore store;
  private volatile @Nullable Bytes known;
  private boolean reported;

  CheckedStore(String name, MetadataStore store) {
    this.name = name;
    this.store = store;
  }

  String name() {
    return name;
  }

  /** The store without a check, to compare and to describe. */
  MetadataStore unchecked() {
    return store;
  }

  /**
   * @throws LayoutException if the layout is not ours, or the store is not whole
   * @throws S3Exception {@code ServiceUnavailable} if the store fails
   */
  MetadataStore checked() {
    Bytes unused = installation();
    return store;
  }

  /**
   * The id of the installation whose records these are, as it was when it was first asked for.
   *
   * @throws S3Exception as {@link #checked}
   */
  Bytes installation() {
    Bytes id = known;
    return id == null ? check() : id;
  }

  /**
   * The same, read again.
   *
   * @throws S3Exception as {@link #checked}
   */
  synchronized Bytes check() {
    LayoutRecord found;
    try {
      found = find();
    } catch (CorruptRecordException e) {
      throw reported(LayoutException.unreadable(name, String.valueOf(e.getMessage())));
    }
    if (found.layout() != LayoutRecord.LAYOUT) {
      throw reported(LayoutException.of(name, found));
    }
    Bytes id = found.installation().orElseThrow();
    known = id;
    return id;
  }

  /** The record there is, completed if the layout is ours. */
  private LayoutRecord find() {
    RecordStore records = new RecordStore(store);
    Optional<Stored<LayoutRecord>> found = records.get(LayoutRecord.KEY, LayoutRecord.CODEC);
    while (found.map(Stored::value).filter(CheckedStore::isComplete).isEmpty()) {
      LayoutRecord before = found.map(Stored::value).orElse(LayoutRecord.empty());
      Swap<LayoutRecord> swap =
          records.put(LayoutRecord.KEY, before.with(newId()), found, LayoutRecord.CODEC);
      found =
          swap instanceof Swap.Lost<LayoutRecord> lost
              ? lost.current()
              : Optional.of(((Swap.Done<LayoutRecord>) swap).stored());
    }
    return found.orElseThrow().value();
  }

  /** Nothing is added to a record of another layout. */
  private static boolean isComplete(LayoutRecord record) {
    return record.layout() != LayoutRecord.LAYOUT || record.installation().isPresent();
  }

  private static Bytes newId() {
    byte[] id = new byte[Stores.INSTALLATION_LENGTH];
    RANDOM.nextBytes(id);
    return Bytes.wrap(id);
  }

  private LayoutException reported(LayoutException unusable) {
    if (!reported) {
      LOG.error("{}", unusable.reason());
      reported = true;
    }
    return unusable;
  }
}
