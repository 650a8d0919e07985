package org.mucura.core.key;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A key ring that is forgotten at the end, as stores in memory are. */
public final class MemoryKeyRing implements KeyRingStore {

  private final AtomicReference<@Nullable KeyRing> ring = new AtomicReference<>();
  private final ReentrantLock lock = new ReentrantLock();

  @Override
  public String place() {
    return "the memory";
  }

  @Override
  public Optional<KeyRing> read() {
    return Optional.ofNullable(ring.get());
  }

  @Override
  public Closeable lock() {
    lock.lock();
    return lock::unlock;
  }

  @Override
  public void create(KeyRing first) throws IOException {
    if (!ring.compareAndSet(null, first)) {
      throw new IOException("there is a key ring already");
    }
  }

  @Override
  public void replace(KeyRing extended) {
    ring.set(extended);
  }
}
