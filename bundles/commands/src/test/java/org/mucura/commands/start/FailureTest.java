package org.mucura.commands.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class FailureTest {

  @Test
  public void theOutermostMessageOfItsOwnIsTheReason() {
    assertThat(
            Failure.reason(
                """
                java.lang.reflect.InvocationTargetException
                \tat java.base/x.Y.z(Y.java:1)
                Caused by: java.io.UncheckedIOException: java.net.BindException: port 1 is busy
                \tat x.Y.z(Y.java:1)
                Caused by: java.net.BindException: port 1 is busy
                \t... 3 more
                """))
        .isEqualTo("port 1 is busy");
  }

  @Test
  public void anErrorKeepsItsName() {
    assertThat(Failure.reason("java.lang.NoClassDefFoundError: x/Y\n\tat x.Y.z(Y.java:1)\n"))
        .isEqualTo("java.lang.NoClassDefFoundError: x/Y");
  }

  @Test
  public void withoutAnyMessageTheInnermostNameIsLeft() {
    assertThat(Failure.reason("a.B\nCaused by: c.D\n")).isEqualTo("c.D");
    assertThat(Failure.reason("")).isEqualTo("unknown reason");
  }
}
