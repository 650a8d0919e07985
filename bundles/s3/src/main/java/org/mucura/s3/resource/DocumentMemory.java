package org.mucura.s3.resource;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/**
 * Bounds what all large documents take together: each is kept as a whole while it is acted upon,
 * and there may be as many as there are threads. Small ones are free.
 */
final class DocumentMemory {

  /** What every document may take without asking, and by how much one grows, in bytes. */
  static final int STEP = 64 << 10;

  /** Texts in memory take some times as much as in a document. */
  private static final int PART_OF_HEAP = 16;

  private final Semaphore steps;

  /**
   * @param bytes of documents, beyond the first ones of each
   */
  DocumentMemory(long bytes) {
    this.steps = new Semaphore((int) Math.min(bytes / STEP, Integer.MAX_VALUE));
  }

  /** In proportion to what this process may use. */
  static DocumentMemory ofHeap() {
    return new DocumentMemory(Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  }

  /** For one document; to be closed when nobody needs it any more. */
  Share share() {
    return new Share();
  }

  /** What one document takes. For one thread. */
  final class Share implements Closeable {

    private int taken;
    private long free = STEP;

    /**
     * Counts what is read. The stream throws {@code SlowDown} when there is nothing left for more.
     */
    InputStream meter(InputStream document) {
      return new FilterInputStream(document) {
        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          int count = super.read(buffer, offset, length);
          take(Math.max(count, 0));
          return count;
        }
      };
    }

    private void take(int bytes) {
      free -= bytes;
      while (free < 0) {
        if (!steps.tryAcquire()) {
          throw new S3Exception(ErrorCode.SLOW_DOWN);
        }
        taken++;
        free += STEP;
      }
    }

    @Override
    public void close() {
      steps.release(taken);
      taken = 0;
    }
  }
}
