package org.mucura.core.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The MD5 of a body on its way. It takes longer than all else that is done with a body, and cannot
 * be divided; so what comes of a long body is digested beside the rest, by another processor, as
 * long as there is one to spare. For one thread.
 */
final class Md5 implements AutoCloseable {

  /** Shorter bodies are not worth it, in bytes. */
  static final int LONG_FROM = 512 << 10;

  /** Less at once is not worth it, more is not handed over at once, in bytes. */
  private static final int LEAST = 16 << 10;

  private static final int MOST = 65 << 10;

  private final MessageDigest digest = newDigest();
  private final Semaphore lanes;
  private final byte[] handedOver;
  private @Nullable ForkJoinTask<?> running;

  /**
   * @param length of the body, as far as it is known
   * @param lanes so many processors may be used besides; each is held for a moment only
   */
  Md5(long length, Semaphore lanes) {
    this.lanes = lanes;
    this.handedOver = new byte[length < LONG_FROM ? 0 : MOST];
  }

  /** Adds bytes, which may be changed after this returned. */
  void update(byte[] bytes, int offset, int length) {
    await();
    if (length < LEAST || length > handedOver.length || !lanes.tryAcquire()) {
      digest.update(bytes, offset, length);
      return;
    }
    System.arraycopy(bytes, offset, handedOver, 0, length);
    // not by CompletableFuture, which on two processors starts a thread for each task
    running = ForkJoinPool.commonPool().submit(() -> digestHandedOver(length));
  }

  private void digestHandedOver(int length) {
    try {
      digest.update(handedOver, 0, length);
    } finally {
      lanes.release();
    }
  }

  /** The digest of all bytes; nothing can be added afterwards. */
  byte[] value() {
    await();
    return digest.digest();
  }

  /** Returns when nothing is done any more. */
  @Override
  public void close() {
    await();
  }

  private void await() {
    ForkJoinTask<?> last = running;
    if (last != null) {
      running = null;
      last.join();
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
