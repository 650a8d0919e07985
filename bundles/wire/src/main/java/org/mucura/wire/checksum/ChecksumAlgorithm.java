package org.mucura.wire.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * The checksums that S3 keeps with an object. In headers and documents a value is written in
 * base64, the most significant byte first.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">
 *     Checking object integrity for data uploads</a>
 */
public enum ChecksumAlgorithm {
  CRC32(4, true, true),
  CRC32C(4, true, true),
  CRC64NVME(8, true, false),
  SHA1(20, false, true),
  SHA256(32, false, true);

  private final String header = "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  private final int length;
  private final boolean fullObject;
  private final boolean composite;

  ChecksumAlgorithm(int length, boolean fullObject, boolean composite) {
    this.length = length;
    this.fullObject = fullObject;
    this.composite = composite;
  }

  /**
   * The algorithm that {@code x-amz-checksum-algorithm} or {@code x-amz-sdk-checksum-algorithm}
   * names, in either case.
   */
  public static Optional<ChecksumAlgorithm> of(String name) {
    for (ChecksumAlgorithm algorithm : values()) {
      if (algorithm.name().equalsIgnoreCase(name)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** The algorithm whose value a header or a trailer of this lower-case name carries. */
  public static Optional<ChecksumAlgorithm> ofHeader(String header) {
    for (ChecksumAlgorithm algorithm : values()) {
      if (algorithm.header.equals(header)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** The header that carries a value, for instance {@code x-amz-checksum-crc32}. */
  public String header() {
    return header;
  }

  /** The length of a value in bytes. */
  public int length() {
    return length;
  }

  /** Whether an upload in parts may ask for a checksum of this type. */
  public boolean supports(ChecksumType type) {
    return type == ChecksumType.COMPOSITE ? composite : fullObject;
  }

  /** The type that an upload in parts gets if it asks for none. */
  public ChecksumType defaultType() {
    return composite ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT;
  }

  /** A checksum of no bytes yet. */
  public RunningChecksum newChecksum() {
    return switch (this) {
      case CRC32 -> new RunningCrc(new CRC32(), length);
      case CRC32C -> new RunningCrc(new CRC32C(), length);
      case CRC64NVME -> new RunningCrc(new Crc64Nvme(), length);
      case SHA1 -> new RunningDigest(digest("SHA-1"));
      case SHA256 -> new RunningDigest(digest("SHA-256"));
    };
  }

  /**
   * The value of two strings of bytes, one behind the other, from the value of each.
   *
   * @param secondLength the length of the second string in bytes
   * @throws IllegalStateException if this algorithm cannot; those that {@linkplain #supports
   *     support} {@link ChecksumType#FULL_OBJECT} can
   */
  public byte[] combine(byte[] first, byte[] second, long secondLength) {
    ByteBuffer a = ByteBuffer.wrap(checked(first));
    ByteBuffer b = ByteBuffer.wrap(checked(second));
    ByteBuffer joined = ByteBuffer.allocate(length);
    switch (this) {
      case CRC32 -> joined.putInt(Concatenation.crc32(a.getInt(), b.getInt(), secondLength));
      case CRC32C -> joined.putInt(Concatenation.crc32c(a.getInt(), b.getInt(), secondLength));
      case CRC64NVME ->
          joined.putLong(Concatenation.crc64nvme(a.getLong(), b.getLong(), secondLength));
      case SHA1, SHA256 -> throw new IllegalStateException(name() + " cannot be combined");
    }
    return joined.array();
  }

  /**
   * The {@link ChecksumType#COMPOSITE} value of an object: this checksum over those of its parts,
   * without the number of parts that is written behind it.
   *
   * @param parts the values of the parts in the order of their numbers
   */
  public byte[] compose(List<byte[]> parts) {
    RunningChecksum composed = newChecksum();
    for (byte[] part : parts) {
      composed.update(checked(part), 0, length);
    }
    return composed.value();
  }

  /** A value as it is written in a header. */
  public String format(byte[] value) {
    return Base64.getEncoder().encodeToString(checked(value));
  }

  /**
   * Reads a value as it is written in a header.
   *
   * @return empty if {@code base64} is not one of this algorithm's length
   */
  public Optional<byte[]> parse(String base64) {
    try {
      byte[] value = Base64.getDecoder().decode(base64);
      return value.length == length ? Optional.of(value) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private byte[] checked(byte[] value) {
    if (value.length != length) {
      throw new IllegalArgumentException(name() + " has " + length + " bytes, not " + value.length);
    }
    return value;
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has " + name, impossible);
    }
  }

  private record RunningCrc(Checksum crc, int length) implements RunningChecksum {
    @Override
    public void update(byte[] data, int offset, int count) {
      crc.update(data, offset, count);
    }

    @Override
    public byte[] value() {
      ByteBuffer value = ByteBuffer.allocate(Long.BYTES).putLong(0, crc.getValue());
      byte[] bytes = new byte[length];
      value.get(Long.BYTES - length, bytes);
      return bytes;
    }
  }

  private record RunningDigest(MessageDigest digest) implements RunningChecksum {
    @Override
    public void update(byte[] data, int offset, int count) {
      digest.update(data, offset, count);
    }

    @Override
    public byte[] value() {
      return digest.digest();
    }
  }
}
