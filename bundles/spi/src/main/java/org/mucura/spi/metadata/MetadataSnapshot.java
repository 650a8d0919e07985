package org.mucura.spi.metadata;

import java.util.List;
import java.util.Optional;
import org.mucura.spi.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A metadata store as it was at one moment. It shows the same however long it is kept, and the
 * store may need room for what it shows, so whoever took it closes it when done.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
@ConsumerType
public interface MetadataSnapshot extends AutoCloseable {

  /**
   * As {@link MetadataStore#get(List)}, all of one moment.
   *
   * @throws MetadataStoreException if the store cannot answer; always once this, or the store, is
   *     closed, or the store has opened its medium anew
   */
  List<Optional<Entry>> get(List<Bytes> keys);

  /**
   * As {@link MetadataStore#scan}, all of one moment.
   *
   * @throws MetadataStoreException as {@link #get}
   */
  List<Entry> scan(Bytes after, Bytes before, int limit);

  /** Lets the store forget it; closing twice is closing once, also after the store was closed. */
  @Override
  void close();
}
