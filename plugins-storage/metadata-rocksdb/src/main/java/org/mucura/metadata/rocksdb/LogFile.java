package org.mucura.metadata.rocksdb;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
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
 * <p>Only one write at a time is not flushed yet, and a write is one record, in pieces if it is
 * long. So damage is whatever a later write follows; and a last write that is there in full length
 * but does not fit its checksum, unless sectors of it never reached the medium. A manifest gets
 * several records by one flush; see {@link Findings#unwritten}.
 *
 * <p>It is read block by block, not mapped: a sector that cannot be read would end the process.
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

  private final FileChannel file;
  private final long size;

  /** Of the file, what {@link #load} read last: no record crosses the border of a block. */
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);

  private long blockStart = -1;
  private final Records records;

  private LogFile(FileChannel file, Records records) throws IOException {
    this.file = file;
    this.records = records;
    this.size = file.size();
  }

  /**
   * What a file was found to be.
   *
   * @param damage where it is damaged, if it is
   * @param torn where a write begins that was cut off, if one was
   * @param unwritten whether the damage is that a record and the rest of its sector are zeros, and
   *     RocksDB would drop it with all that is behind it, rather than go on there
   */
  record Findings(OptionalLong damage, OptionalLong torn, boolean unwritten) {}

  /** Takes the whole records of a file, one by one. */
  interface Records {

    /** Takes a record of RocksDB's {@code type}; {@code payload} is little-endian. */
    void add(int type, ByteBuffer payload);
  }

  /** Where the file is damaged; empty if it is whole, or ends with a write that was cut off. */
  static OptionalLong damage(Path path) throws IOException {
    return read(path, (type, payload) -> {}).damage();
  }

  /** Reads the file up to the first record that is not whole. */
  static Findings read(Path path, Records records) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return new LogFile(file, records).read();
    }
  }

  private Findings read() throws IOException {
    long at = 0;
    while (at < size) {
      int left = left(at);
      if (left < HEADER) {
        at += left;
      } else if (isRecord(at)) {
        records.add(type(at), payload(at));
        at += length(at);
      } else {
        OptionalLong bad = OptionalLong.of(at);
        return isTorn(at)
            ? new Findings(OptionalLong.empty(), bad, false)
            : new Findings(bad, OptionalLong.empty(), isUnwritten(at));
      }
    }
    return new Findings(OptionalLong.empty(), OptionalLong.empty(), false);
  }

  /** How many bytes the block has from here on, and the file. */
  private int left(long at) {
    return (int) Math.min(BLOCK - at % BLOCK, size - at);
  }

  /** Where in {@link #block} this byte of the file is; of another block, that one is read. */
  private int load(long at) throws IOException {
    long start = at / BLOCK * BLOCK;
    if (start != blockStart) {
      blockStart = -1;
      block.clear().limit(left(start));
      while (block.hasRemaining()) {
        if (file.read(block, start + block.position()) < 0) {
          throw new EOFException("it became shorter while it was read");
        }
      }
      blockStart = start;
    }
    return (int) (at - start);
  }

  private int type(long at) throws IOException {
    return block.get(load(at) + TYPE) & 0xff;
  }

  private static boolean isNumbered(int type) {
    return switch (type) {
      case 5, 6, 7, 8, 11, 131 -> true;
      default -> false;
    };
  }

  private int headerLength(long at) throws IOException {
    return HEADER + (isNumbered(type(at)) ? FILE_NUMBER : 0);
  }

  private int length(long at) throws IOException {
    return headerLength(at) + (block.getShort(load(at) + 4) & 0xffff);
  }

  private ByteBuffer payload(long at) throws IOException {
    int header = headerLength(at);
    return block.slice(load(at) + header, length(at) - header).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether what begins here is a whole record, in a block that has more than a header of it. */
  private boolean isRecord(long at) throws IOException {
    int length = length(at);
    return type(at) != 0 && length <= left(at) && fits(at, length);
  }

  /** Whether the checksum is that of a record of this length. */
  private boolean fits(long at, int length) throws IOException {
    int begin = load(at);
    CRC32C crc = new CRC32C();
    crc.update(block.array(), begin + TYPE, length - TYPE);
    int masked = Integer.rotateLeft((int) crc.getValue(), MASK_ROTATION) + MASK_DELTA;
    return masked == block.getInt(begin);
  }

  /** Whether nothing is lost from here on but a write that nobody was told of. */
  private boolean isTorn(long at) throws IOException {
    if (size - at < HEADER) {
      return true;
    }
    if (hasWriteBehind(at)) {
      return false;
    }
    boolean cutOff = length(at) > left(at) && left(at) == size - at;
    // of a length that is no more what it was, the checksum still knows
    return cutOff ? !fits(at, left(at)) : hasUnwritten(at);
  }

  /** RocksDB leaves out the rest of a block in which a record has no length and no type. */
  private boolean isUnwritten(long at) throws IOException {
    long end = Math.min(size, Math.max(at + HEADER, (at / SECTOR + 1) * SECTOR));
    return size - at >= HEADER
        && isZero(at, (int) (end - at))
        && !hasWriteBehind((at / BLOCK + 1) * BLOCK - 1);
  }

  private boolean hasWriteBehind(long bad) throws IOException {
    for (long at = bad + 1; at + HEADER <= size; at++) {
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
  private boolean hasUnwritten(long from) throws IOException {
    long at = from;
    while (at < size) {
      long end = Math.min(size, (at / SECTOR + 1) * SECTOR);
      if (isZero(at, (int) (end - at))) {
        return true;
      }
      at = end;
    }
    return false;
  }

  private boolean isZero(long from, int length) throws IOException {
    int begin = load(from);
    for (int i = begin; i < begin + length; i++) {
      if (block.get(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
