package org.mucura.benchmarks;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mucura.wire.sigv4.RequestSigner;

/**
 * A server under measurement.
 *
 * @param works found in the names of what it can do
 */
record Endpoint(String name, URI uri, ServerProcess process, Heads heads, Pattern works) {

  /**
   * Reads {@code name=...,url=...,pid=...,key=...,secret=...}, {@code region} if it is not
   * us-east-1, and {@code works}, a pattern of what it can do, if that is not all.
   *
   * @throws IllegalArgumentException if something is missing
   */
  static Endpoint parse(String text) {
    Map<String, String> fields =
        Arrays.stream(text.split(",", -1))
            .map(field -> field.split("=", 2))
            .filter(field -> field.length == 2)
            .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    URI uri = URI.create(need(fields, "url"));
    RequestSigner signer =
        new RequestSigner(
            need(fields, "key"),
            need(fields, "secret"),
            fields.getOrDefault("region", "us-east-1"),
            "s3");
    return new Endpoint(
        need(fields, "name"),
        uri,
        new ServerProcess(Long.parseLong(need(fields, "pid"))),
        new Heads(uri.getAuthority(), signer),
        Pattern.compile(fields.getOrDefault("works", "")));
  }

  private static String need(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("an endpoint needs " + name + "=");
    }
    return value;
  }
}
