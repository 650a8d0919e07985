package org.mucura.blobs.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.mucura.spi.blob.OutOfSpaceException;

/** How many bytes may be held and how many are. */
final class Room {

  private final long capacity;
  private final AtomicLong taken = new AtomicLong();

  Room(long capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("no capacity: " + capacity);
    }
    this.capacity = capacity;
  }

  long capacity() {
    return capacity;
  }

  long free() {
    return capacity - taken.get();
  }

  /** A share that begins with nothing. */
  Share share() {
    return new Share();
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** What one writer takes; given back when closed, unless kept. One thread uses it. */
  final class Share implements AutoCloseable {

    private long bytes;

    void take(long more) throws OutOfSpaceException {
      long before;
      do {
        before = taken.get();
        if (more > capacity - before) {
          throw new OutOfSpaceException("the " + capacity + " bytes of this store are taken");
        }
      } while (!taken.compareAndSet(before, before + more));
      bytes += more;
    }

    void keep() {
      bytes = 0;
    }

    @Override
    public void close() {
      giveBack(bytes);
    }
  }
}
