package org.mucura.s3.jersey;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.junit.Test;

/** That all operations are served is what every start of the application checks. */
public class OperationMethodsTest {

  /** Serves one operation, and one that does not exist. */
  public static final class Some {
    @GET
    @Path("GetObject")
    public void getObject() {}

    @GET
    @Path("GetSomething")
    public void getSomething() {}
  }

  /** Has no HTTP method. */
  public static final class Mute {
    @Path("GetObject")
    public void getObject() {}
  }

  @Test
  public void whatIsServedMustBeWhatTheTableSays() {
    assertThatThrownBy(() -> OperationMethods.of(List.of(new Some())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("GetSomething");
    assertThatThrownBy(() -> OperationMethods.of(List.of(new Mute())))
        .hasMessageContaining("no HTTP method");
  }
}
