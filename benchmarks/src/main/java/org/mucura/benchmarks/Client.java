package org.mucura.benchmarks;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** One client of an endpoint, with one connection, for one thread. */
final class Client implements Closeable {

  private final Endpoint endpoint;
  private final Connection connection;

  Client(Endpoint endpoint) throws IOException {
    this.endpoint = endpoint;
    this.connection = new Connection(endpoint.uri());
  }

  Answer put(String target, Payload payload) throws IOException {
    return send("PUT", target, payload, Map.of());
  }

  Answer post(String target, String document) throws IOException {
    return send("POST", target, Payload.signed(Payload.ascii(document)), Map.of());
  }

  /** Whether there is something. */
  boolean has(String target) throws IOException {
    Answer answer = exchange("HEAD", target, Payload.NONE, Map.of());
    return answer.status() != 404 && answer.need() != null;
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

  /** Gets something, and shows it. */
  Answer read(String target, Map<String, List<String>> extra, BodySink sink) throws IOException {
    byte[] head = endpoint.heads().head("GET", target, Payload.NONE, extra);
    return connection.exchange("GET", head, Payload.NONE, sink).need();
  }

  /** Creates a bucket that may be there from another run. */
  void create(String bucket) throws IOException {
    if (!has(bucket)) {
      put(bucket, Payload.NONE);
    }
  }

  private Answer exchange(
      String method, String target, Payload payload, Map<String, List<String>> extra)
      throws IOException {
    byte[] head = endpoint.heads().head(method, target, payload, extra);
    return connection.exchange(method, head, payload, BodySink.NOTHING);
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
