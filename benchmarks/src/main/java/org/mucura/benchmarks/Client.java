package org.mucura.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mucura.wire.sigv4.SignableRequest;

/** One client of an endpoint, with one connection, for one thread. */
final class Client implements Closeable {

  private final Endpoint endpoint;
  private final Connection connection;

  Client(Endpoint endpoint) throws IOException {
    this.endpoint = endpoint;
    this.connection = new Connection(endpoint.uri());
  }

  Answer get(String target) throws IOException {
    return send("GET", target, Payload.NONE, Map.of());
  }

  Answer put(String target, Payload payload) throws IOException {
    return send("PUT", target, payload, Map.of());
  }

  Answer post(String target, String document) throws IOException {
    return send("POST", target, Payload.signed(Payload.ascii(document)), Map.of());
  }

  /**
   * Signs a request, sends it, and reads its answer.
   *
   * @param extra headers besides those of the payload
   * @throws IOException if it is not answered, or not with a success
   */
  Answer send(String method, String target, Payload payload, Map<String, List<String>> extra)
      throws IOException {
    return exchange(method, target, payload, extra).need();
  }

  /** Creates a bucket that may be there from another run. */
  void create(String bucket) throws IOException {
    if (exchange("HEAD", bucket, Payload.NONE, Map.of()).status() == 404) {
      put(bucket, Payload.NONE);
    }
  }

  private Answer exchange(
      String method, String target, Payload payload, Map<String, List<String>> extra)
      throws IOException {
    Map<String, List<String>> headers = new HashMap<>(payload.headers());
    headers.putAll(extra);
    headers.put("host", List.of(endpoint.uri().getAuthority()));
    if (payload.length() > 0 || method.equals("PUT") || method.equals("POST")) {
      headers.put("content-length", List.of(Long.toString(payload.length())));
    }
    SignableRequest request = new SignableRequest(method, target, headers);
    StringBuilder head = new StringBuilder(512);
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    endpoint
        .signer()
        .sign(request, payload.form(), Instant.now())
        .headers()
        .forEach((name, values) -> line(head, name, values.get(0)));
    return connection.exchange(method, head.append("\r\n").toString(), payload);
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
