package org.mucura.wire.checksum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Adler32;
import org.junit.Test;

public final class ConcatenationTest {

  private final Random random = new Random(32);

  @Test
  public void adler32OfTwoIsThatOfTheWhole() {
    for (int round = 0; round < 500; round++) {
      byte[] data = new byte[random.nextInt(200_000)];
      random.nextBytes(data);
      if (round % 3 == 0) {
        Arrays.fill(data, (byte) 0xff);
      }
      int cut = random.nextInt(data.length + 1);

      assertThat(
              Concatenation.adler32(
                  adler32(data, 0, cut), adler32(data, cut, data.length), data.length - cut))
          .isEqualTo(adler32(data, 0, data.length));
    }
  }

  @Test
  public void lengthsBeyondAnyArrayAreAssociative() {
    long second = (5L << 40) + 12_345;
    long third = (7L << 50) + 3;
    for (int round = 0; round < 100; round++) {
      long a = random.nextLong();
      long b = random.nextLong();
      long c = random.nextLong();
      assertThat(Concatenation.crc64nvme(Concatenation.crc64nvme(a, b, second), c, third))
          .isEqualTo(
              Concatenation.crc64nvme(a, Concatenation.crc64nvme(b, c, third), second + third));
      assertThat(
              Concatenation.crc32c(Concatenation.crc32c((int) a, (int) b, second), (int) c, third))
          .isEqualTo(
              Concatenation.crc32c(
                  (int) a, Concatenation.crc32c((int) b, (int) c, third), second + third));
    }
  }

  @Test
  public void nothingChangesNothing() {
    assertThat(Concatenation.crc32(0x12345678, 0, 0)).isEqualTo(0x12345678);
    assertThat(Concatenation.crc64nvme(0, 0x12345678, 4)).isEqualTo(0x12345678);
    assertThat(Concatenation.adler32(1, 0x00620062, 1)).isEqualTo(0x00620062);
    assertThat(Concatenation.adler32(0x00620062, 1, 0)).isEqualTo(0x00620062);
  }

  @Test
  public void aNegativeLengthIsRefused() {
    assertThatThrownBy(() -> Concatenation.crc32(0, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Concatenation.adler32(1, 1, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int adler32(byte[] data, int from, int to) {
    Adler32 adler = new Adler32();
    adler.update(data, from, to - from);
    return (int) adler.getValue();
  }
}
