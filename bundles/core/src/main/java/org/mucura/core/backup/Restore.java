package org.mucura.core.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.mucura.core.DeepestCause;
import org.mucura.core.S3Exception;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.key.MasterKeyException;
import org.mucura.core.key.RingImport;
import org.mucura.core.store.RestoreTarget;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ListableBlobStore;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.MetadataStoreException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Fills empty stores with a backup. As long as that has not ended the metadata store says so, and
 * no gateway uses it; what was broken off is gone on with when the same is restored again.
 */
@Component(service = Restore.class)
public final class Restore {

  private final RestoreTarget target;
  private final RingImport keys;

  @Activate
  public Restore(@Reference RestoreTarget target, @Reference RingImport keys) {
    this.target = target;
    this.keys = keys;
  }

  /**
   * Restores to the end. All files but those of contents are verified first; contents are as they
   * are written.
   *
   * @param listener is told each few seconds how far it is
   * @throws IOException with a message for an administrator
   */
  public RestoreResult run(RestoreOrder order, Consumer<String> listener) throws IOException {
    try {
      BackupFolder folder = BackupFolder.open(order.folder());
      List<BackupRun> chain = folder.chain(order.run());
      if (chain.isEmpty()) {
        throw new BackupException(order.folder() + " has no run that ended");
      }
      for (BackupRun run : chain) {
        run.requireMetadata();
      }
      MetadataStore metadata = metadata();
      Set<String> stores = contentStores(chain);
      requireContentStores(stores);
      RestoreMark mark = new RestoreMark(metadata, target.metadataName());
      String name = name(folder, chain);
      if (!mark.hasBegun(name)) {
        requireEmpty(stores);
        mark.begin(name);
      }
      keepKeys(order, chain);
      return new Restoring(metadata, target, chain)
          .run(mark, folder.installation(), keys, listener);
    } catch (MasterKeyException e) {
      throw new BackupException(e.reason(), e);
    } catch (S3Exception | MetadataStoreException | CorruptRecordException e) {
      throw new BackupException(
          "the metadata store does not answer: " + DeepestCause.message(e), e);
    }
  }

  private static Manifest last(List<BackupRun> chain) {
    return chain.get(chain.size() - 1).manifest();
  }

  /** By which a restore that was broken off is known again. */
  private static String name(BackupFolder folder, List<BackupRun> chain) {
    return "run %d (%08x) of the backup of installation %s"
        .formatted(last(chain).run(), last(chain).checksum(), folder.installation());
  }

  private MetadataStore metadata() throws BackupException {
    return target
        .metadata()
        .orElseThrow(
            () ->
                new BackupException(
                    "the metadata store "
                        + target.metadataName()
                        + ", which etc/org.mucura.core.cfg names, is not there"));
  }

  private static Set<String> contentStores(List<BackupRun> chain) throws IOException {
    Set<String> names = new TreeSet<>();
    for (BackupRun run : chain) {
      if (run.manifest().contents()) {
        try (FrameSource<BlobLocation> blobs = run.blobs()) {
          Optional<BlobLocation> next = blobs.next();
          while (next.isPresent()) {
            names.add(next.get().blob().store());
            next = blobs.next();
          }
        }
      }
    }
    return names;
  }

  private void requireContentStores(Set<String> stores) throws BackupException {
    for (String name : stores) {
      if (target.blobs(name).isEmpty()) {
        throw new BackupException(
            "the backup has contents of the content store "
                + name
                + ", which is not there: give this gateway one of that name, by a file"
                + " etc/org.mucura.blobs.<technology>-"
                + name
                + ".cfg");
      }
    }
  }

  private void requireEmpty(Set<String> stores) throws IOException {
    for (String name : stores) {
      BlobStore store = target.blobs(name).orElseThrow();
      if (store instanceof ListableBlobStore listable
          && listable.list(Optional.empty(), 2).stream().anyMatch(id -> !id.equals(Stores.MARK))) {
        throw new BackupException(
            "the content store " + name + " is not empty; a backup is restored into empty stores");
      }
    }
  }

  private void keepKeys(RestoreOrder order, List<BackupRun> chain) throws IOException {
    if (order.passPhrase().isPresent()) {
      if (!last(chain).keys()) {
        throw new BackupException(
            "run "
                + last(chain).run()
                + " of the backup has no master keys: leave the pass phrase out, and put the file"
                + " with the keys in its place yourself");
      }
      Path file = chain.get(chain.size() - 1).folder().resolve(BackupRun.KEYS);
      try {
        keys.keep(file, order.passPhrase().get().toCharArray());
      } catch (IOException e) {
        throw new BackupException(
            "the master keys of the backup are not to be had: "
                + file
                + ", with this pass phrase: "
                + e.getMessage(),
            e);
      }
    }
  }
}
