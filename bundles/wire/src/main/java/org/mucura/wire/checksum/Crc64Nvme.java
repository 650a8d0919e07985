package org.mucura.wire.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME: polynomial 0xad93d23594c93659 bit-reversed, register and result inverted. Takes
 * eight bytes a step by one table for each of them.
 *
 * @see <a href="https://nvmexpress.org/specification/nvm-command-set-specification/">NVM command
 *     set specification, 64b CRC</a>
 */
final class Crc64Nvme implements Checksum {

  static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** {@code TABLE[256 * n + b]}: what byte b adds to the register when n bytes follow it. */
  private static final long[] TABLE = table();

  private long register = -1;

  private static long[] table() {
    long[] table = new long[16 * 256];
    for (int b = 0; b < 256; b++) {
      long remainder = b;
      for (int bit = 0; bit < 8; bit++) {
        remainder = (remainder & 1) == 0 ? remainder >>> 1 : remainder >>> 1 ^ POLYNOMIAL;
      }
      table[b] = remainder;
    }
    for (int i = 256; i < table.length; i++) {
      long shorter = table[i - 256];
      table[i] = shorter >>> 8 ^ table[(int) shorter & 0xff];
    }
    return table;
  }

  @Override
  public void update(int b) {
    register = register >>> 8 ^ TABLE[(int) (register ^ b) & 0xff];
  }

  @Override
  public void update(byte[] data, int offset, int length) {
    long[] t = TABLE;
    long r = register;
    int i = offset;
    int end = offset + length;
    for (; i <= end - 16; i += 16) {
      long low = r ^ (long) LONG.get(data, i);
      long high = (long) LONG.get(data, i + 8);
      r = eight(t, 2048, low) ^ eight(t, 0, high);
    }
    for (; i < end; i++) {
      r = r >>> 8 ^ t[(int) (r ^ data[i]) & 0xff];
    }
    register = r;
  }

  /** What eight bytes add to the register when {@code base / 256} bytes follow them. */
  private static long eight(long[] t, int base, long bytes) {
    return t[base + 1792 + ((int) bytes & 0xff)]
        ^ t[base + 1536 + ((int) (bytes >>> 8) & 0xff)]
        ^ t[base + 1280 + ((int) (bytes >>> 16) & 0xff)]
        ^ t[base + 1024 + ((int) (bytes >>> 24) & 0xff)]
        ^ t[base + 768 + ((int) (bytes >>> 32) & 0xff)]
        ^ t[base + 512 + ((int) (bytes >>> 40) & 0xff)]
        ^ t[base + 256 + ((int) (bytes >>> 48) & 0xff)]
        ^ t[base + (int) (bytes >>> 56)];
  }

  @Override
  public long getValue() {
    return ~register;
  }

  @Override
  public void reset() {
    register = -1;
  }
}
