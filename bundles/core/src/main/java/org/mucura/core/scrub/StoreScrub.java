package org.mucura.core.scrub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mucura.core.lease.Lease;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ScrubbableBlobStore;
import org.mucura.spi.blob.ScrubbableBlobStore.Damage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store that scrubs itself, on a thread of its own, until it has ended or is broken off. */
final class StoreScrub implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StoreScrub.class);

  /** So that damage without end does not fill the memory: the thread waits for its reader. */
  private static final int FOUND_AT_ONCE = 1_000;

  private final String name;
  private final Lease<BlobStore> lease;
  private final LinkedBlockingQueue<Damage> found = new LinkedBlockingQueue<>(FOUND_AT_ONCE);
  private final Thread thread;
  private volatile boolean whole;

  /** Begins. Closes the lease in the end. */
  StoreScrub(String name, Lease<BlobStore> lease, ScrubbableBlobStore store, long bytesPerSecond) {
    this.name = name;
    this.lease = lease;
    this.thread = new Thread(() -> run(store, bytesPerSecond), "mucura-scrub-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(ScrubbableBlobStore store, long bytesPerSecond) {
    try {
      store.scrub(bytesPerSecond, this::take);
      whole = true;
    } catch (InterruptedIOException e) {
      LOG.debug("the scrub of {} was broken off", name, e);
    } catch (IOException | RuntimeException e) {
      LOG.warn("content store {} could not scrub itself to the end", name, e);
    }
  }

  private void take(Damage damage) {
    try {
      found.put(damage);
    } catch (InterruptedException e) {
      // the store notices
      Thread.currentThread().interrupt();
    }
  }

  String name() {
    return name;
  }

  /** Whether it is the lease of this service. */
  boolean isOf(BlobStore service) {
    return lease.service() == service;
  }

  /** The next damage, after a wait if there is none. */
  Optional<Damage> next(Duration patience) throws InterruptedIOException {
    try {
      @Nullable Damage damage = found.poll();
      if (damage == null && thread.isAlive()) {
        damage = found.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      }
      return Optional.ofNullable(damage);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Whether nothing more will be found. */
  boolean hasEnded() {
    return !thread.isAlive() && found.isEmpty();
  }

  /** Whether the store was read to its end. */
  boolean isWhole() {
    return whole;
  }

  /** Breaks it off. The lease is back when this returns. */
  @Override
  public void close() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      thread.interrupt();
      found.clear();
      try {
        thread.join(100);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    lease.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
