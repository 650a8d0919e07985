package org.mucura.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.Test;

public final class MultipartEtagTest {

  private static final byte[] EMPTY_MD5 =
      HexFormat.of().parseHex("d41d8cd98f00b204e9800998ecf8427e");

  @Test
  public void isTheDigestOfTheDigestsWithTheirNumber() {
    assertThat(MultipartEtag.of(List.of(EMPTY_MD5)))
        .isEqualTo("59adb24ef3cdbe0297f05b395827453f-1");
    assertThat(MultipartEtag.of(List.of(EMPTY_MD5, EMPTY_MD5))).endsWith("-2");
  }

  @Test
  public void takesOnlyDigests() {
    assertThatThrownBy(() -> MultipartEtag.of(List.of(new byte[15])))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
