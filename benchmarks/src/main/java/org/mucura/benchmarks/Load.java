package org.mucura.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.mucura.wire.sigv4.RequestSigner;
import org.mucura.wire.sigv4.SignableRequest;

/**
 * Requests of one kind for one thread, signed as an SDK signs them over plain HTTP: with the digest
 * of the body.
 */
final class Load {

  private final URI endpoint;
  private final RequestSigner signer;
  private final String method;
  private final byte[] body;
  private final String payload;

  /**
   * Prepares requests.
   *
   * @param size of each object, in bytes
   */
  Load(URI endpoint, RequestSigner signer, String method, int size) {
    this.endpoint = endpoint;
    this.signer = signer;
    this.method = method;
    body = method.equals("PUT") ? new byte[size] : new byte[0];
    new Random(size).nextBytes(body);
    payload = sha256(body);
  }

  /** Sends a request for {@code path} and reads its answer. */
  void send(Connection connection, String path) throws IOException {
    Map<String, List<String>> headers =
        Map.of("host", List.of(endpoint.getAuthority()), "content-length", length());
    RequestSigner.Signed signed =
        signer.sign(new SignableRequest(method, path, headers), payload, Instant.now());
    StringBuilder head = new StringBuilder(512);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\n");
    signed.headers().forEach((name, values) -> line(head, name, values.get(0)));
    connection.exchange(head.append("\r\n").toString(), body);
  }

  private List<String> length() {
    return List.of(Integer.toString(body.length));
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
