package org.mucura.s3.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Random;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.spi.blob.BlobRange;
import org.mucura.wire.ErrorCode;

public class ByteRangeTest {

  @Test
  public void aRangeIsCutToTheObject() {
    assertThat(ByteRange.parse("bytes=0-0", 10)).contains(new BlobRange(0, 1));
    assertThat(ByteRange.parse("bytes=2-5", 10)).contains(new BlobRange(2, 4));
    assertThat(ByteRange.parse("bytes=2-", 10)).contains(new BlobRange(2, 8));
    assertThat(ByteRange.parse("bytes=2-99", 10)).contains(new BlobRange(2, 8));
    assertThat(ByteRange.parse("bytes=-3", 10)).contains(new BlobRange(7, 3));
    assertThat(ByteRange.parse("bytes=-99", 10)).contains(new BlobRange(0, 10));
    assertThat(ByteRange.parse("bytes=2-" + "9".repeat(40), 10)).contains(new BlobRange(2, 8));
    assertThat(ByteRange.format(new BlobRange(2, 4), 10)).isEqualTo("bytes 2-5/10");
  }

  @Test
  public void anyRangeAgreesWithItsMeaning() {
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      long size = random.nextInt(20);
      long first = random.nextInt(25);
      long last = first + random.nextInt(10);
      Optional<BlobRange> expected =
          first < size
              ? Optional.of(new BlobRange(first, Math.min(last, size - 1) - first + 1))
              : Optional.empty();
      Optional<BlobRange> parsed;
      try {
        parsed = ByteRange.parse("bytes=" + first + "-" + last, size);
      } catch (S3Exception unsatisfiable) {
        parsed = Optional.empty();
      }
      assertThat(parsed).isEqualTo(expected);
    }
  }

  @Test
  public void whatIsMalformedOrManifoldIsPassedOver() {
    String[] ignored = {
      null,
      "",
      "bytes=",
      "bytes=-",
      "bytes=a-b",
      "items=0-1",
      "bytes=5-2",
      "bytes=0-1,3-4",
      "bytes=--1"
    };
    for (String header : ignored) {
      assertThat(ByteRange.parse(header, 10)).as(header).isEmpty();
    }
  }

  @Test
  public void aRangeWithoutBytesCannotBeSatisfied() {
    for (String header : new String[] {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=999-"}) {
      assertThatThrownBy(() -> ByteRange.parse(header, 10))
          .isInstanceOfSatisfying(
              S3Exception.class,
              e -> {
                assertThat(e.code()).isEqualTo(ErrorCode.INVALID_RANGE);
                assertThat(e.details()).containsEntry("ActualObjectSize", "10");
              });
    }
    assertThatThrownBy(() -> ByteRange.parse("bytes=0-", 0)).isInstanceOf(S3Exception.class);
  }

  @Test
  public void theRangeOfASourceHasTwoEnds() {
    assertThat(ByteRange.ofSource(null)).isEmpty();
    assertThat(ByteRange.ofSource("bytes=3-4")).contains(new BlobRange(3, 2));
    for (String broken :
        new String[] {"", "bytes=3-", "bytes=-3", "bytes=4-3", "3-4", "bytes=0-1,2-3"}) {
      assertThatThrownBy(() -> ByteRange.ofSource(broken)).isInstanceOf(S3Exception.class);
    }
  }
}
