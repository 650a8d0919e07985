package org.mucura.s3.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

public class ErrorMapperTest {

  @Test
  public void everyCodeHasAStatusOfAnError() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(ErrorStatus.of(code)).as(code.code()).isBetween(300, 599);
    }
    assertThat(ErrorStatus.of(ErrorCode.SLOW_DOWN)).isEqualTo(503);
    assertThat(ErrorStatus.of(ErrorCode.NO_SUCH_KEY)).isEqualTo(404);
  }

  @Test
  public void whatWasExpectedIsTold() {
    S3Error error =
        ErrorMapper.of(new S3Exception(ErrorCode.NO_SUCH_KEY, "gone", Map.of("Key", "k")));
    assertThat(error).isEqualTo(new S3Error(ErrorCode.NO_SUCH_KEY, "gone", Map.of("Key", "k")));
  }

  @Test
  public void whatWasNotExpectedStaysInTheLog() {
    S3Error error = ErrorMapper.of(new IllegalStateException("a secret"));
    assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
    assertThat(error.message()).doesNotContain("secret");
    assertThat(error.details()).isEmpty();
  }
}
