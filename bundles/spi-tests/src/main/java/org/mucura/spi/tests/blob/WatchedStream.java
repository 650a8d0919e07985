package org.mucura.spi.tests.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/** A stream in which something happens at a position, and that notes how it is treated. */
final class WatchedStream extends InputStream {

  /** What happens; may throw. */
  interface Event {
    void happen() throws IOException;
  }

  private final InputStream content;
  private final long eventPosition;
  private final Event event;
  private final Set<Thread> readers = new HashSet<>();
  private long position;
  private boolean happened;
  private boolean closed;

  /** The event happens when the byte at {@code eventPosition}, or the end there, is asked for. */
  WatchedStream(InputStream content, long eventPosition, Event event) {
    this.content = content;
    this.eventPosition = eventPosition;
    this.event = event;
  }

  static WatchedStream calm(InputStream content) {
    return new WatchedStream(content, -1, () -> {});
  }

  Set<Thread> readers() {
    return readers;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int count) throws IOException {
    readers.add(Thread.currentThread());
    if (count == 0) {
      return 0;
    }
    if (position == eventPosition && !happened) {
      happened = true;
      event.happen();
    }
    boolean before = position < eventPosition;
    int allowed = before ? (int) Math.min(count, eventPosition - position) : count;
    int read = content.read(target, from, allowed);
    position += Math.max(0, read);
    return read;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    content.close();
  }
}
