package org.mucura.wire.checksum;

/**
 * The checksum of two strings of bytes, one behind the other, from the checksum of each and the
 * length of the second, without looking at the bytes again.
 *
 * <p>Appending n bytes multiplies what a CRC's register held by x<sup>8n</sup> modulo its
 * polynomial; the inversions before and after cancel out. Bit-reversed as the registers are, the
 * highest bit stands for x<sup>0</sup>.
 */
public final class Concatenation {

  private static final int ADLER_MODULUS = 65521;

  private static final Concatenation CRC32 = new Concatenation(32, 0xedb88320L);
  private static final Concatenation CRC32C = new Concatenation(32, 0x82f63b78L);
  private static final Concatenation CRC64NVME = new Concatenation(64, Crc64Nvme.POLYNOMIAL);

  private final long polynomial;
  private final long one;

  /** At k: x to the power of 8 * 2^k, that is, what 2^k appended bytes multiply by. */
  private final long[] powers = new long[63];

  private Concatenation(int width, long polynomial) {
    this.polynomial = polynomial;
    this.one = 1L << (width - 1);
    powers[0] = one >>> 8;
    for (int k = 1; k < powers.length; k++) {
      powers[k] = multiply(powers[k - 1], powers[k - 1]);
    }
  }

  /**
   * The CRC-32 (ISO-HDLC, as in gzip) of the concatenation.
   *
   * @param secondLength in bytes, not negative; so in the methods below
   */
  public static int crc32(int first, int second, long secondLength) {
    return (int) CRC32.join(first & 0xffffffffL, second & 0xffffffffL, secondLength);
  }

  /** The CRC-32C (Castagnoli) of the concatenation. */
  public static int crc32c(int first, int second, long secondLength) {
    return (int) CRC32C.join(first & 0xffffffffL, second & 0xffffffffL, secondLength);
  }

  /** The CRC-64/NVME of the concatenation. */
  public static long crc64nvme(long first, long second, long secondLength) {
    return CRC64NVME.join(first, second, secondLength);
  }

  /** The Adler-32 (RFC 1950) of the concatenation; that of no bytes is 1. */
  public static int adler32(int first, int second, long secondLength) {
    checkLength(secondLength);
    long length = secondLength % ADLER_MODULUS;
    long firstSum = first & 0xffff;
    // The second sum started from 1, which the first one holds already.
    long sum = Math.floorMod(firstSum + (second & 0xffff) - 1, ADLER_MODULUS);
    long sums =
        Math.floorMod(
            (first >>> 16) + (second >>> 16) + length * (firstSum - 1), (long) ADLER_MODULUS);
    return (int) (sums << 16 | sum);
  }

  private long join(long first, long second, long secondLength) {
    checkLength(secondLength);
    long moved = first;
    for (int k = 0; secondLength >>> k != 0; k++) {
      if ((secondLength >>> k & 1) != 0) {
        moved = multiply(moved, powers[k]);
      }
    }
    return moved ^ second;
  }

  private long multiply(long a, long b) {
    long product = 0;
    long shifted = b;
    for (long bit = one; bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted & 1) == 0 ? shifted >>> 1 : shifted >>> 1 ^ polynomial;
    }
    return product;
  }

  private static void checkLength(long length) {
    if (length < 0) {
      throw new IllegalArgumentException("negative length " + length);
    }
  }
}
