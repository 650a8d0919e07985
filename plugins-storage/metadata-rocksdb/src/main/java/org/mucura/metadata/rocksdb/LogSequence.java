package org.mucura.metadata.rocksdb;

import java.nio.ByteBuffer;

/**
 * The sequence numbers of a write-ahead log, in which every write begins where the one before it
 * ended, over the borders of logs too.
 */
final class LogSequence implements LogFile.Records {

  private static final long UNKNOWN = -1;

  /** Sequence number (8 bytes), count of changes (4). */
  private static final int WRITE_HEADER = 12;

  private long first = UNKNOWN;
  private long next = UNKNOWN;
  private long pending = UNKNOWN;
  private boolean empty = true;

  @Override
  public void add(int type, ByteBuffer payload) {
    switch (type) {
      case 1, 5 -> {
        begin(payload);
        next = pending;
      }
      case 2, 6 -> begin(payload);
      case 4, 8 -> next = pending;
      default -> {} // in the middle of a write, or none
    }
  }

  private void begin(ByteBuffer payload) {
    // a block may end within the header; such a write is left out of account
    boolean known = payload.limit() >= WRITE_HEADER;
    pending = known ? payload.getLong(0) + payload.getInt(8) : UNKNOWN;
    if (empty) {
      first = known ? payload.getLong(0) : UNKNOWN;
      empty = false;
    }
  }

  /** Whether no write began in the log. */
  boolean isEmpty() {
    return empty;
  }

  /** Whether writes are missing between the last whole one here and the first of the next log. */
  boolean hasGapBefore(LogSequence later) {
    return next != UNKNOWN && later.first > next;
  }
}
