package org.mucura.core.blob;

import java.util.Arrays;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.spi.Bytes;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;

/** A checksum in a field: a byte for the algorithm, a byte for the type, the value. */
public final class ChecksumCodec {

  private ChecksumCodec() {}

  public static Bytes write(ObjectChecksum checksum) {
    byte[] kind = {code(checksum.algorithm()), code(checksum.type())};
    return Bytes.wrap(kind).concat(checksum.value());
  }

  public static ObjectChecksum read(Bytes field) {
    if (field.length() < 2) {
      throw new CorruptRecordException("checksum of " + field.length() + " bytes");
    }
    Bytes value = Bytes.wrap(Arrays.copyOfRange(field.shared(), 2, field.length()));
    return new ObjectChecksum(algorithm(field.at(0)), type(field.at(1)), value);
  }

  private static byte code(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> 1;
      case CRC32C -> 2;
      case CRC64NVME -> 3;
      case SHA1 -> 4;
      case SHA256 -> 5;
    };
  }

  private static ChecksumAlgorithm algorithm(byte code) {
    return switch (code) {
      case 1 -> ChecksumAlgorithm.CRC32;
      case 2 -> ChecksumAlgorithm.CRC32C;
      case 3 -> ChecksumAlgorithm.CRC64NVME;
      case 4 -> ChecksumAlgorithm.SHA1;
      case 5 -> ChecksumAlgorithm.SHA256;
      default -> throw new CorruptRecordException("checksum algorithm " + code);
    };
  }

  private static byte code(ChecksumType type) {
    return (byte) (type == ChecksumType.FULL_OBJECT ? 1 : 2);
  }

  private static ChecksumType type(byte code) {
    return switch (code) {
      case 1 -> ChecksumType.FULL_OBJECT;
      case 2 -> ChecksumType.COMPOSITE;
      default -> throw new CorruptRecordException("checksum type " + code);
    };
  }
}
