package org.mucura.metadata.rocksdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/**
 * A file of RocksDB's log format: a write-ahead log, or a manifest. RocksDB drops what it cannot
 * read at the end of a log without a word, for a crash may have cut off the last write; but a bit
 * that flips in the middle makes it drop what follows, which was acknowledged. This tells the one
 * from the other before RocksDB opens the file.
 *
 * <p>Only one write at a time is not flushed yet. So damage is whatever a later write follows; and
 * a last write that is there in full length but does not fit its checksum, unless sectors of it
 * never reached the medium.
 *
 * @see <a href="https://github.com/facebook/rocksdb/wiki/Write-Ahead-Log-File-Format">format</a>
 */
final class LogFile {

  private static final int BLOCK = 32 * 1024;
  private static final int SECTOR = 512;

  /** Checksum (4 bytes), length (2), type (1). */
  private static final int HEADER = 7;

  private static final int TYPE = 6;

  /** What a record of a file that is used again has in front, behind the header. */
  private static final int FILE_NUMBER = 4;

  private static final int MASK_ROTATION = 17;
  private static final int MASK_DELTA = 0xa282ead8;

  private final ByteBuffer bytes;
  private final int size;

  private LogFile(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.size = bytes.limit();
  }

  /** Where the file is damaged; empty if it is whole, or ends with a write that was cut off. */
  static OptionalLong damage(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new LogFile(file.map(MapMode.READ_ONLY, 0, file.size())).damage();
    }
  }

  private OptionalLong damage() {
    int at = 0;
    while (at < size) {
      int left = left(at);
      if (left < HEADER) {
        at += left;
      } else if (isRecord(at)) {
        at += length(at);
      } else {
        return isTorn(at) ? OptionalLong.empty() : OptionalLong.of(at);
      }
    }
    return OptionalLong.empty();
  }

  /** How many bytes the block has from here on, and the file. */
  private int left(int at) {
    return Math.min(BLOCK - at % BLOCK, size - at);
  }

  private int type(int at) {
    return bytes.get(at + TYPE) & 0xff;
  }

  private int length(int at) {
    boolean numbered =
        switch (type(at)) {
          case 5, 6, 7, 8, 11, 131 -> true;
          default -> false;
        };
    return HEADER + (numbered ? FILE_NUMBER : 0) + (bytes.getShort(at + 4) & 0xffff);
  }

  /** Whether what begins here is a whole record, in a block that has more than a header of it. */
  private boolean isRecord(int at) {
    int length = length(at);
    return type(at) != 0 && length <= left(at) && fits(at, length);
  }

  /** Whether the checksum is that of a record of this length. */
  private boolean fits(int at, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(at + TYPE, length - TYPE));
    int masked = Integer.rotateLeft((int) crc.getValue(), MASK_ROTATION) + MASK_DELTA;
    return masked == bytes.getInt(at);
  }

  /** Whether nothing is lost from here on but a write that nobody was told of. */
  private boolean isTorn(int at) {
    if (size - at < HEADER) {
      return true;
    }
    if (hasWriteBehind(at)) {
      return false;
    }
    boolean cutOff = length(at) > left(at) && left(at) == size - at;
    // of a length that is no more what it was, the checksum still knows
    return cutOff ? !fits(at, size - at) : hasUnwritten(at);
  }

  private boolean hasWriteBehind(int bad) {
    for (int at = bad + 1; at + HEADER <= size; at++) {
      if (left(at) >= HEADER && begins(type(at)) && isRecord(at)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a record of this type begins a write, rather than going on with one. */
  private static boolean begins(int type) {
    return switch (type) {
      case 1, 2, 5, 6, 9, 10, 11, 130, 131 -> true;
      default -> false;
    };
  }

  /** Whether a sector behind here has nothing but zeros, as what was never written. */
  private boolean hasUnwritten(int from) {
    int at = from;
    while (at < size) {
      int end = Math.min(size, (at / SECTOR + 1) * SECTOR);
      if (isZero(at, end)) {
        return true;
      }
      at = end;
    }
    return false;
  }

  private boolean isZero(int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
