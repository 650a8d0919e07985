package org.mucura.core.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Semaphore;

/**
 * The MD5 of a body on its way. It takes longer than all else that is done with a body, and cannot
 * be divided; so the MD5 of a long body is computed beside the rest, by another processor, as long
 * as there are processors to spare. For one thread.
 */
final class Md5 implements AutoCloseable {

  /** What is handed over at once, in bytes: some tenths of a millisecond of work. */
  static final int BLOCK = 128 << 10;

  /** Shorter bodies are not worth it. */
  static final int LONG_FROM = 4 * BLOCK;

  /** So many bodies at once; the other half of the processors is for all else. */
  private static final Semaphore LANES =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

  private final MessageDigest digest = newDigest();
  private final boolean beside;
  private byte[] filling;
  private byte[] handedOver;
  private int count;
  private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
  private boolean closed;

  /**
   * @param length of the body, as far as it is known
   */
  Md5(long length) {
    beside =
        length >= LONG_FROM && Runtime.getRuntime().availableProcessors() > 1 && LANES.tryAcquire();
    filling = new byte[beside ? BLOCK : 0];
    handedOver = new byte[filling.length];
  }

  /** Adds bytes, which may be changed after this returned. */
  void update(byte[] bytes, int offset, int length) {
    if (!beside) {
      digest.update(bytes, offset, length);
      return;
    }
    int done = 0;
    while (done < length) {
      int more = Math.min(length - done, BLOCK - count);
      System.arraycopy(bytes, offset + done, filling, count, more);
      count += more;
      done += more;
      if (count == BLOCK) {
        handOver();
      }
    }
  }

  private void handOver() {
    running.join();
    byte[] block = filling;
    filling = handedOver;
    handedOver = block;
    count = 0;
    running = CompletableFuture.runAsync(() -> digest.update(block), ForkJoinPool.commonPool());
  }

  /** The digest of all bytes; nothing can be added afterwards. */
  byte[] value() {
    running.join();
    digest.update(filling, 0, count);
    count = 0;
    return digest.digest();
  }

  /** Lets another body have the processor. */
  @Override
  public void close() {
    if (beside && !closed) {
      closed = true;
      running.join();
      LANES.release();
    }
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
