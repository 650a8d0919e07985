package org.mucura.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mucura.wire.sigv4.RequestSigner;
import org.mucura.wire.sigv4.SignableRequest;

/**
 * The heads of signed requests. Those of requests without a body are kept and sent again while
 * their signature counts, so that the client takes little of what it shares with the server.
 */
final class Heads {

  /** A signature is good for a quarter of an hour. */
  private static final Duration KEPT = Duration.ofMinutes(5);

  private static final int COUNT_MAX = 20_000;

  private final String authority;
  private final RequestSigner signer;
  private final Map<String, Signed> kept = new ConcurrentHashMap<>();

  /**
   * Of one server.
   *
   * @param authority its host and port
   */
  Heads(String authority, RequestSigner signer) {
    this.authority = authority;
    this.signer = signer;
  }

  private static final class Signed {
    private final byte[] head;
    private final Instant until;

    Signed(byte[] head, Instant until) {
      this.head = head;
      this.until = until;
    }
  }

  /**
   * The head of a request, up to the empty line.
   *
   * @param extra headers besides those of the payload
   */
  byte[] head(String method, String target, Payload payload, Map<String, List<String>> extra) {
    Instant now = Instant.now();
    if (payload != Payload.NONE || method.equals("PUT") || method.equals("DELETE")) {
      return sign(new Named(method, target, extra), payload, now);
    }
    String name = extra.isEmpty() ? method + target : method + target + extra;
    Signed signed = kept.get(name);
    if (signed == null || signed.until.isBefore(now)) {
      signed = new Signed(sign(new Named(method, target, extra), payload, now), now.plus(KEPT));
      if (kept.size() < COUNT_MAX) {
        kept.put(name, signed);
      }
    }
    return signed.head;
  }

  private record Named(String method, String target, Map<String, List<String>> extra) {}

  private byte[] sign(Named named, Payload payload, Instant now) {
    Map<String, List<String>> headers = new HashMap<>(payload.headers());
    headers.putAll(named.extra());
    headers.put("host", List.of(authority));
    String method = named.method();
    if (payload.length() > 0 || method.equals("PUT") || method.equals("POST")) {
      headers.put("content-length", List.of(Long.toString(payload.length())));
    }
    SignableRequest request = new SignableRequest(method, named.target(), headers);
    StringBuilder head = new StringBuilder(640);
    head.append(method).append(' ').append(named.target()).append(" HTTP/1.1\r\n");
    signer
        .sign(request, payload.form(), now)
        .headers()
        .forEach(
            (name, values) -> head.append(name).append(": ").append(values.get(0)).append("\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
