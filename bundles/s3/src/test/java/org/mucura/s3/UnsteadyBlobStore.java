package org.mucura.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;

/** A store in memory whose medium fails or takes its time, when the test says so. */
final class UnsteadyBlobStore implements BlobStore {

  private final MemoryBlobStore store = new MemoryBlobStore(64L << 20);

  /** How many bytes a read yields before it fails. */
  volatile long failsAfter = Long.MAX_VALUE;

  /** How long a write takes at least, in milliseconds. */
  volatile long writeMillis;

  volatile boolean writeFails;

  /** Writes of contents that are this long, sealed, do not go on before {@link #goOn}. */
  volatile long heldSize = -1;

  final CountDownLatch goOn = new CountDownLatch(1);

  @Override
  public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
    try {
      Thread.sleep(writeMillis);
      if (size.orElse(-2) == heldSize) {
        goOn.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (writeFails) {
      throw new IOException("the medium fails");
    }
    return store.write(id, size, content);
  }

  @Override
  public InputStream read(BlobId id, BlobRange range) throws IOException {
    long limit = failsAfter;
    return new FilterInputStream(store.read(id, range)) {
      private long left = limit;

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
          throw new IOException("the medium fails");
        }
        int count = super.read(buffer, offset, (int) Math.min(length, left));
        left -= Math.max(count, 0);
        return count;
      }
    };
  }

  @Override
  public long size(BlobId id) throws IOException {
    return store.size(id);
  }

  @Override
  public void delete(Collection<BlobId> ids) {
    store.delete(ids);
  }
}
