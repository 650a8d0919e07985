package org.mucura.core.backup;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.mucura.core.DeepestCause;
import org.mucura.core.S3Exception;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.MasterKeyException;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.reclaim.ReclaimHold;
import org.mucura.core.store.LayoutException;
import org.mucura.core.store.Stores;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies all that the stores have, as they are at one moment, while requests are served. What is
 * reclaimed later stays until the copy is made.
 *
 * <p>Threads: may be used by any number, but into one folder by one at a time.
 */
@Component(service = Backup.class)
public final class Backup {

  private static final Logger LOG = LoggerFactory.getLogger(Backup.class);

  private final Stores stores;
  private final MasterKeys keys;
  private final InstantSource clock;

  @Activate
  public Backup(@Reference Stores stores, @Reference MasterKeys keys) {
    this(stores, keys, InstantSource.system());
  }

  /** With a clock of its own. */
  public Backup(Stores stores, MasterKeys keys, InstantSource clock) {
    this.stores = stores;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Makes a run.
   *
   * @param listener is told each few seconds how far it is
   * @throws IOException with a message for an administrator; the runs are those that the folder
   *     had, and what was begun is removed by the next one
   */
  @SuppressWarnings("try") // the lock is only held
  public BackupResult run(BackupOrder order, Consumer<String> listener) throws IOException {
    try {
      BackupFolder folder = BackupFolder.openOrCreate(order.folder(), stores.installation());
      try (Closeable lock = folder.lock()) {
        return run(order, folder, listener);
      }
    } catch (MasterKeyException e) {
      throw new BackupException(e.reason(), e);
    } catch (LayoutException e) {
      throw new BackupException(e.reason(), e);
    } catch (S3Exception | MetadataStoreException e) {
      throw new BackupException(
          "the metadata store does not answer: " + DeepestCause.message(e), e);
    }
  }

  private BackupResult run(BackupOrder order, BackupFolder folder, Consumer<String> listener)
      throws IOException {
    List<BackupRun> chain = order.full() ? List.of() : folder.chain(OptionalInt.empty());
    requireSameKind(order, chain);
    RecordStore records = new RecordStore(stores.metadata());
    try (ReclaimHold hold = new ReclaimHold(records, clock);
        MetadataSnapshot snapshot =
            stores
                .snapshot()
                .orElseThrow(
                    () ->
                        new BackupException(
                            "the metadata store cannot show itself as it is at one moment, so it"
                                + " cannot be copied while it serves"))) {
      SnapshotStore shown = new SnapshotStore(stores.metadata(), snapshot);
      BackupMaking making =
          new BackupMaking(new BackupMaking.Means(folder, chain, stores, keys, clock), order);
      Manifest made = making.make(shown, hold, listener);
      LOG.info(
          "backup: run {} of {} has {} of {} entries and {} contents of {} bytes",
          made.run(),
          folder.path(),
          made.counts().puts() + made.counts().removals(),
          made.counts().entries(),
          made.counts().blobs(),
          made.counts().bytes());
      return BackupResult.of(made);
    }
  }

  private static void requireSameKind(BackupOrder order, List<BackupRun> chain)
      throws BackupException {
    if (!chain.isEmpty() && chain.get(chain.size() - 1).manifest().contents() != order.contents()) {
      throw new BackupException(
          order.folder()
              + " has runs "
              + (order.contents() ? "without" : "with")
              + " contents; go on so, or begin anew with --full");
    }
  }
}
