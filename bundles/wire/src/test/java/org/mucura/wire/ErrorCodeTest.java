package org.mucura.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public final class ErrorCodeTest {

  @Test
  public void codesAreFoundByTheirNameInDocuments() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(ErrorCode.of(code.code())).contains(code);
      assertThat(code.code()).matches("[A-Z][A-Za-z0-9]+");
      assertThat(code.message()).isNotBlank();
    }
    assertThat(ErrorCode.of("NoSuchThing")).isEmpty();
  }

  @Test
  public void constantsAreNamedAfterTheirCodes() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(code.name().replace("_", "")).isEqualToIgnoringCase(code.code());
    }
  }
}
