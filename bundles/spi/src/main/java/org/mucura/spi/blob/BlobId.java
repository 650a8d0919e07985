package org.mucura.spi.blob;

import java.util.HexFormat;

/**
 * The name of one blob: 32 lower-case hexadecimal digits, minted by the core and never used twice.
 * The first 12 digits are the time of minting, in milliseconds since 1970, so that blobs sort by
 * age; the rest is random, so its last digits spread evenly over folders or nodes.
 */
public record BlobId(String digits) implements Comparable<BlobId> {

  /** How many digits an id has. */
  public static final int LENGTH = 32;

  public BlobId {
    if (!isId(digits)) {
      throw new IllegalArgumentException("not a blob id: " + digits);
    }
  }

  /** By hand: ids are made for every part of every record that is read. */
  private static boolean isId(String digits) {
    if (digits.length() != LENGTH) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char digit = digits.charAt(i);
      if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /** When the id was minted, in milliseconds since 1970. */
  public long mintedAt() {
    return HexFormat.fromHexDigitsToLong(digits, 0, 12);
  }

  @Override
  public int compareTo(BlobId other) {
    return digits.compareTo(other.digits);
  }

  @Override
  public String toString() {
    return digits;
  }
}
