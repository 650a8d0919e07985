package org.mucura.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class JsonObjectTest {

  @Test
  public void membersStandInTheirOrder() {
    assertThat(
            new JsonObject()
                .with("zebra", 1)
                .with("ape", -9_007_199_254_740_993L)
                .with("yes", true)
                .with("nothing", null)
                .with("none", Optional.empty())
                .with("some", Optional.of("x"))
                .with("unit", TimeUnit.SECONDS)
                .with("time", Instant.EPOCH)
                .with("uri", URI.create("http://127.0.0.1:9000"))
                .with("inner", new JsonObject())
                .with("list", List.of(new JsonObject().with("a", "b"), "c", List.of())))
        .hasToString(
            "{\"zebra\":1,\"ape\":-9007199254740993,\"yes\":true,\"nothing\":null,\"none\":null,"
                + "\"some\":\"x\",\"unit\":\"seconds\",\"time\":\"1970-01-01T00:00:00Z\","
                + "\"uri\":\"http://127.0.0.1:9000\",\"inner\":{},"
                + "\"list\":[{\"a\":\"b\"},\"c\",[]]}");
  }

  /** RFC 8259, 7: quotes, backslashes and controls must be escaped; the others may be. */
  @Test
  public void textsAreEscaped() {
    assertThat(text("a\"b\\c/d")).isEqualTo("\"a\\\"b\\\\c/d\"");
    assertThat(text("\u0000\n\r\t\u001b[31m\u007f"))
        .isEqualTo("\"\\u0000\\u000a\\u000d\\u0009\\u001b[31m\\u007f\"");
    assertThat(text("ü€\u2028")).isEqualTo("\"\\u00fc\\u20ac\\u2028\"");
    assertThat(text("\ud83d\ude00")).as("a pair").isEqualTo("\"\\ud83d\\ude00\"");
    assertThat(text("\ud83d")).as("half of one").isEqualTo("\"\\ud83d\"");
    assertThat(new JsonObject().with("a\"b", 1)).hasToString("{\"a\\\"b\":1}");
  }

  @Test
  public void whatHasNoFormInJsonIsRefused() {
    JsonObject object = new JsonObject().with("a", new Object());

    assertThatThrownBy(object::toString).isInstanceOf(IllegalArgumentException.class);
  }

  private static String text(String value) {
    String object = new JsonObject().with("t", value).toString();
    return object.substring("{\"t\":".length(), object.length() - 1);
  }
}
