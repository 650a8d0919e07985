package org.mucura.core.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.mucura.core.S3Exception;
import org.mucura.core.backup.BackupFile.Kind;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.lease.Lease;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies blobs that no run of the chain has into a new one. Blobs never change and their ids are
 * never used again, so what a chain has it has for good.
 */
final class ContentCopy implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(ContentCopy.class);

  /** As many as are looked for in the chain by one reading of its indexes. */
  private static final int BATCH = 100_000;

  private static final long PACK_SIZE = 1L << 30;
  private static final int READ = 1 << 18;

  private final Stores stores;
  private final List<BackupRun> chain;
  private final Pace pace;
  private final PackWriter packs;
  private final Frames index;
  private final Map<BlobRef, WantedBlob> wanted = new LinkedHashMap<>();
  private final byte[] buffer = new byte[READ];
  private long bytes;
  private long lost;

  ContentCopy(Stores stores, List<BackupRun> chain, Path folder, Pace pace) throws IOException {
    this.stores = stores;
    this.chain = chain;
    this.pace = pace;
    this.packs = new PackWriter(folder, PACK_SIZE);
    this.index = new Frames(folder.resolve(BackupRun.BLOBS), Kind.BLOBS);
  }

  /** Has a blob copied, now or later, unless the chain has it. */
  void add(WantedBlob blob) throws IOException {
    wanted.put(blob.blob(), blob);
    if (wanted.size() >= BATCH) {
      copyAll();
    }
  }

  private void copyAll() throws IOException {
    for (BackupRun run : chain) {
      dropKnown(run);
    }
    for (WantedBlob blob : wanted.values()) {
      copy(blob);
      pace.step();
    }
    wanted.clear();
  }

  private void dropKnown(BackupRun run) throws IOException {
    if (wanted.isEmpty()) {
      return;
    }
    try (FrameSource<BlobLocation> known = run.blobs()) {
      Optional<BlobLocation> next = known.next();
      while (next.isPresent()) {
        wanted.remove(next.get().blob());
        next = known.next();
      }
    }
    pace.step();
  }

  private void copy(WantedBlob blob) throws IOException {
    Optional<String> flaw;
    int pack = packs.pack();
    long offset = packs.offset();
    try (Lease<BlobStore> lease = stores.blobs(blob.blob().store())) {
      flaw = copy(lease.service(), blob);
    } catch (S3Exception e) {
      throw new BackupException(
          "the content store "
              + blob.blob().store()
              + " is not there; see mucura:stores and DIR/data/log/mucura.log",
          e);
    }
    if (flaw.isPresent()) {
      lost++;
      LOG.error(
          "backup: {}, which the record {} names, {}; it is left out",
          blob.blob(),
          blob.record(),
          flaw.get());
    } else {
      BlobLocation location =
          new BlobLocation(blob.blob(), pack, offset, blob.length(), blob.crc32c());
      index.write(location.encode());
      bytes += blob.length();
    }
  }

  /** What is wrong with the blob, if anything; the bytes that were written then mean nothing. */
  private Optional<String> copy(BlobStore store, WantedBlob blob) throws IOException {
    CRC32C crc = new CRC32C();
    long length = 0;
    try (Reading in = new Reading(store, blob)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        crc.update(buffer, 0, read);
        length += read;
        packs.write(buffer, read);
        pace.step();
      }
    } catch (Reading.FailedException e) {
      return Optional.of("cannot be read: " + e.getMessage());
    }
    if (length != blob.length()) {
      return Optional.of("has " + length + " bytes, not " + blob.length());
    }
    return (int) crc.getValue() == blob.crc32c()
        ? Optional.empty()
        : Optional.of("is not the bytes that were written");
  }

  /** A blob that is being read, whose failures are told from those of the backup's own medium. */
  private static final class Reading implements Closeable {

    private final InputStream in;

    /** The store fails. */
    private static final class FailedException extends IOException {

      private static final long serialVersionUID = 1;

      FailedException(IOException cause) {
        super(cause.getMessage(), cause);
      }
    }

    Reading(BlobStore store, WantedBlob blob) throws IOException {
      try {
        this.in = store.read(blob.blob().id(), new BlobRange(0, blob.length() + 1));
      } catch (IOException e) {
        throw failed(e);
      }
    }

    int read(byte[] to) throws IOException {
      try {
        return in.read(to);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    /** Somebody who wants this to end is no failure of the blob. */
    private static IOException failed(IOException e) {
      return Thread.currentThread().isInterrupted() ? e : new FailedException(e);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  long blobs() {
    return index.count();
  }

  long bytes() {
    return bytes;
  }

  /** How many contents the stores did not give. */
  long lost() {
    return lost;
  }

  /** Copies what is left and flushes all to the medium; says what the manifest has to say. */
  List<WrittenFile> end() throws IOException {
    copyAll();
    List<WrittenFile> files = new ArrayList<>(packs.end());
    files.add(index.end());
    return files;
  }

  @Override
  public void close() throws IOException {
    packs.close();
    index.close();
  }
}
