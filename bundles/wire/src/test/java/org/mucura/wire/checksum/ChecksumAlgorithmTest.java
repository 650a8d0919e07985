package org.mucura.wire.checksum;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public final class ChecksumAlgorithmTest {

  private static final byte[] CHECK = "123456789".getBytes(US_ASCII);

  private final Random random = new Random(64);

  @Test
  public void publishedCheckValues() {
    assertThat(hex(ChecksumAlgorithm.CRC32, CHECK)).isEqualTo("cbf43926");
    assertThat(hex(ChecksumAlgorithm.CRC32C, CHECK)).isEqualTo("e3069283");
    assertThat(hex(ChecksumAlgorithm.CRC64NVME, CHECK)).isEqualTo("ae8b14860a799888");
    assertThat(hex(ChecksumAlgorithm.SHA1, CHECK))
        .isEqualTo("f7c3bc1d808e04732adf679965ccc34ca7ae3441");
    assertThat(hex(ChecksumAlgorithm.SHA256, CHECK))
        .isEqualTo("15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225");
  }

  @Test
  public void valuesOfNothing() {
    assertThat(format(ChecksumAlgorithm.CRC32, new byte[0])).isEqualTo("AAAAAA==");
    assertThat(format(ChecksumAlgorithm.CRC32C, new byte[0])).isEqualTo("AAAAAA==");
    assertThat(format(ChecksumAlgorithm.CRC64NVME, new byte[0])).isEqualTo("AAAAAAAAAAA=");
    assertThat(format(ChecksumAlgorithm.SHA1, new byte[0]))
        .isEqualTo("2jmj7l5rSw0yVb/vlWAYkK/YBwk=");
  }

  @Test
  public void crc64NvmeAgreesWithItsDefinitionBitByBit() {
    for (int length = 0; length < 300; length++) {
      byte[] data = bytes(length);
      long register = -1;
      for (byte b : data) {
        register ^= b & 0xff;
        for (int bit = 0; bit < 8; bit++) {
          register = (register & 1) == 0 ? register >>> 1 : register >>> 1 ^ Crc64Nvme.POLYNOMIAL;
        }
      }
      assertThat(hex(ChecksumAlgorithm.CRC64NVME, data))
          .isEqualTo(HexFormat.of().toHexDigits(~register));
    }
  }

  @Test
  public void piecesGiveWhatTheWholeGives() {
    byte[] data = bytes(100_003);
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      RunningChecksum pieces = algorithm.newChecksum();
      for (int at = 0, length; at < data.length; at += length) {
        length = Math.min(random.nextInt(9_000), data.length - at);
        pieces.update(data, at, length);
      }
      assertThat(pieces.value()).as("%s", algorithm).isEqualTo(value(algorithm, data));
    }
  }

  @Test
  public void partsCombineToWhatTheWholeGives() {
    for (int round = 0; round < 300; round++) {
      byte[] data = bytes(random.nextInt(20_000));
      int cut = random.nextInt(data.length + 1);
      byte[] first = Arrays.copyOf(data, cut);
      byte[] second = Arrays.copyOfRange(data, cut, data.length);
      for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
        if (algorithm.supports(ChecksumType.FULL_OBJECT)) {
          byte[] combined =
              algorithm.combine(value(algorithm, first), value(algorithm, second), second.length);
          assertThat(combined)
              .as("%s of %s+%s", algorithm, first.length, second.length)
              .isEqualTo(value(algorithm, data));
        }
      }
    }
  }

  @Test
  public void whatHasNoFullObjectTypeDoesNotCombine() {
    byte[] digest = value(ChecksumAlgorithm.SHA1, CHECK);

    assertThatThrownBy(() -> ChecksumAlgorithm.SHA1.combine(digest, digest, 9))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  public void aCompositeIsTheChecksumOfTheChecksums() {
    byte[] first = value(ChecksumAlgorithm.SHA256, bytes(10));
    byte[] second = value(ChecksumAlgorithm.SHA256, bytes(20));
    byte[] both = Arrays.copyOf(first, 64);
    System.arraycopy(second, 0, both, 32, 32);

    assertThat(ChecksumAlgorithm.SHA256.compose(List.of(first, second)))
        .isEqualTo(value(ChecksumAlgorithm.SHA256, both));
  }

  @Test
  public void typesAreThoseOfS3() {
    assertThat(ChecksumAlgorithm.values())
        .filteredOn(algorithm -> algorithm.supports(ChecksumType.FULL_OBJECT))
        .containsExactly(
            ChecksumAlgorithm.CRC32, ChecksumAlgorithm.CRC32C, ChecksumAlgorithm.CRC64NVME);
    assertThat(ChecksumAlgorithm.values())
        .filteredOn(algorithm -> !algorithm.supports(ChecksumType.COMPOSITE))
        .containsExactly(ChecksumAlgorithm.CRC64NVME);
    assertThat(ChecksumAlgorithm.CRC64NVME.defaultType()).isEqualTo(ChecksumType.FULL_OBJECT);
    assertThat(ChecksumAlgorithm.CRC32.defaultType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(ChecksumType.of("COMPOSITE")).contains(ChecksumType.COMPOSITE);
    assertThat(ChecksumType.of("composite")).isEmpty();
  }

  @Test
  public void namesAndHeaders() {
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      assertThat(ChecksumAlgorithm.of(algorithm.name())).contains(algorithm);
      assertThat(ChecksumAlgorithm.ofHeader(algorithm.header())).contains(algorithm);
    }
    assertThat(ChecksumAlgorithm.of("crc64nvme")).contains(ChecksumAlgorithm.CRC64NVME);
    assertThat(ChecksumAlgorithm.CRC64NVME.header()).isEqualTo("x-amz-checksum-crc64nvme");
    assertThat(ChecksumAlgorithm.of("MD4")).isEmpty();
    assertThat(ChecksumAlgorithm.ofHeader("x-amz-checksum-type")).isEmpty();
  }

  @Test
  public void readsOnlyValuesOfItsLength() {
    ChecksumAlgorithm crc32 = ChecksumAlgorithm.CRC32;

    assertThat(crc32.parse("y/Q5Jg==").map(crc32::format)).contains("y/Q5Jg==");
    assertThat(crc32.parse("y/Q5")).isEmpty();
    assertThat(crc32.parse("y/Q5Jgk=")).isEmpty();
    assertThat(crc32.parse("y-Q5Jg==")).isEmpty();
    assertThat(crc32.parse(" y/Q5Jg==")).isEmpty();
    assertThat(crc32.parse("")).isEmpty();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] value(ChecksumAlgorithm algorithm, byte[] data) {
    RunningChecksum checksum = algorithm.newChecksum();
    checksum.update(data, 0, data.length);
    return checksum.value();
  }

  private static String hex(ChecksumAlgorithm algorithm, byte[] data) {
    return HexFormat.of().formatHex(value(algorithm, data));
  }

  private static String format(ChecksumAlgorithm algorithm, byte[] data) {
    return algorithm.format(value(algorithm, data));
  }
}
