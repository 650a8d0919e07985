package org.mucura.core.backup;

import java.nio.ByteBuffer;
import java.util.BitSet;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;

/** Ids of blobs, some millions of them in little memory, and which of them were found. */
final class BlobIdSet {

  private long[] high = new long[1 << 12];
  private long[] low = new long[1 << 12];
  private BitSet used = new BitSet();
  private final BitSet found = new BitSet();
  private int size;

  /** Adds an id, before any was found. */
  void add(BlobId id) {
    if (2 * size >= high.length) {
      grow();
    }
    byte[] bytes = Bytes.hex(id.digits()).shared();
    put(number(bytes, 0), number(bytes, 8));
  }

  private void put(long first, long second) {
    int at = slot(first, second);
    if (!used.get(at)) {
      used.set(at);
      high[at] = first;
      low[at] = second;
      size++;
    }
  }

  private void grow() {
    long[] highBefore = high;
    long[] lowBefore = low;
    BitSet usedBefore = used;
    high = new long[2 * highBefore.length];
    low = new long[2 * lowBefore.length];
    used = new BitSet(high.length);
    size = 0;
    usedBefore.stream().forEach(at -> put(highBefore[at], lowBefore[at]));
  }

  /** Where the id is, or would be. */
  private int slot(long first, long second) {
    int mask = high.length - 1;
    // the low bits of an id are random
    int at = (int) (second ^ (second >>> 32)) & mask;
    while (used.get(at) && (high[at] != first || low[at] != second)) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Whether the id was added and not found before; from now on it was. */
  boolean find(BlobId id) {
    byte[] bytes = Bytes.hex(id.digits()).shared();
    int at = slot(number(bytes, 0), number(bytes, 8));
    if (!used.get(at) || found.get(at)) {
      return false;
    }
    found.set(at);
    return true;
  }

  int size() {
    return size;
  }

  int missing() {
    return size - found.cardinality();
  }

  void clear() {
    used.clear();
    found.clear();
    size = 0;
  }

  private static long number(byte[] bytes, int from) {
    return ByteBuffer.wrap(bytes).getLong(from);
  }
}
