package org.mucura.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** What is written is JSON, and one line of ASCII. */
public class JsonTextTest {

  private final StringBuilder out = new StringBuilder();
  private final JsonText json = new JsonText(out);

  @Test
  public void objectsArraysAndValues() {
    json.open()
        .field("text", "a")
        .field("number", -7)
        .field("yes", true)
        .fieldIfAny("none", "")
        .fieldInThousandths("ms", 12_034)
        .name("list")
        .openArray()
        .value("x")
        .value("y")
        .closeArray()
        .name("inner")
        .open()
        .close()
        .name("objects")
        .openArray()
        .open()
        .close()
        .open()
        .field("n", 1)
        .close()
        .closeArray()
        .close();
    assertThat(out)
        .hasToString(
            "{\"text\":\"a\",\"number\":-7,\"yes\":true,\"ms\":12.034,\"list\":[\"x\",\"y\"],"
                + "\"inner\":{},\"objects\":[{},{\"n\":1}]}");
  }

  @Test
  public void nothingInATextGetsOutOfIt() {
    json.open().field("t", "\"\\\n\r\t\0\u001b[2J\u007f\u0085\u2028\u202eä😀").close();
    assertThat(out)
        .hasToString(
            "{\"t\":\"\\\"\\\\\\u000a\\u000d\\u0009\\u0000\\u001b[2J\\u007f\\u0085\\u2028\\u202e"
                + "\\u00e4\\ud83d\\ude00\"}");
  }
}
