package org.mucura.s3;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mucura.core.account.NewAccessKey;
import org.mucura.spi.Bytes;
import org.mucura.wire.sigv4.PayloadForm;
import org.mucura.wire.sigv4.RequestSigner;
import org.mucura.wire.sigv4.SignableRequest;

/** A connection on which requests are sent byte by byte as the test says, signed if it says so. */
final class RawClient implements AutoCloseable {

  private final S3TestServer server;
  private final NewAccessKey key;
  private final Socket socket = new Socket();

  RawClient(S3TestServer server) throws IOException {
    this(server, server.key());
  }

  /** Signs with a key of one's own. */
  RawClient(S3TestServer server, NewAccessKey key) throws IOException {
    this.server = server;
    this.key = key;
    // So that a server soon notices that nothing is taken.
    socket.setReceiveBufferSize(64 << 10);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket.setSoTimeout(20_000);
  }

  /**
   * An answer.
   *
   * @param complete whether the body came to its end as the headers say
   */
  record Answer(int status, Map<String, String> headers, Bytes body, boolean complete) {

    String text() {
      return new String(body.toArray(), StandardCharsets.UTF_8);
    }

    String header(String name) {
      return Optional.ofNullable(headers.get(name)).orElse("");
    }
  }

  /** A request on a connection of its own. */
  static Answer exchange(S3TestServer server, String method, String target, Object... more)
      throws IOException {
    try (RawClient client = new RawClient(server)) {
      return client.send(method, target, more);
    }
  }

  /**
   * Sends a signed request and reads the answer.
   *
   * @param more names and values of headers, and perhaps a body at the end, in bytes
   */
  Answer send(String method, String target, Object... more) throws IOException {
    byte[] body = more.length % 2 == 1 ? (byte[]) more[more.length - 1] : new byte[0];
    Map<String, List<String>> headers = headers(more);
    if (more.length % 2 == 1) {
      headers.putIfAbsent("content-length", List.of(Integer.toString(body.length)));
    }
    RequestSigner.Signed signed = sign(method, target, headers);
    write(method, target, signed.headers());
    write(body);
    return read(method);
  }

  /**
   * Sends a signed request without its body, which is still to come.
   *
   * @param length of the body
   */
  void begin(String method, String target, int length) throws IOException {
    Map<String, List<String>> headers = headers("content-length", Integer.toString(length));
    write(method, target, sign(method, target, headers).headers());
  }

  /** The headers by lower-case name, with the host. */
  Map<String, List<String>> headers(Object... namesAndValues) {
    Map<String, List<String>> headers = new TreeMap<>();
    headers.put("host", List.of("127.0.0.1:" + server.port()));
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      headers.put((String) namesAndValues[i], List.of((String) namesAndValues[i + 1]));
    }
    return headers;
  }

  /** Signs; the payload is unsigned unless a header says otherwise. */
  RequestSigner.Signed sign(String method, String target, Map<String, List<String>> headers) {
    String payload =
        headers.getOrDefault(PayloadForm.HEADER, List.of(PayloadForm.UNSIGNED.value())).get(0);
    return new RequestSigner(key.key().id(), key.secret(), S3TestServer.REGION, "s3")
        .sign(new SignableRequest(method, target, headers), payload, Instant.now());
  }

  /** Sends a request up to its body. */
  void write(String method, String target, Map<String, List<String>> headers) throws IOException {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach((name, values) -> values.forEach(v -> head.append(name + ": " + v + "\r\n")));
    write((head + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Ends what is sent, and goes on reading. */
  void endOutput() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads the next answer to a request. */
  Answer read(String method) throws IOException {
    InputStream in = socket.getInputStream();
    int status = Integer.parseInt(line(in).split(" ", -1)[1]);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    boolean bodiless = method.equals("HEAD") || status < 200 || status == 204 || status == 304;
    if (bodiless) {
      return new Answer(status, headers, Bytes.EMPTY, true);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean complete =
        headers.containsKey("content-length")
            ? copy(in, body, Integer.parseInt(headers.get("content-length")))
            : copyChunks(in, body);
    return new Answer(status, headers, Bytes.wrap(body.toByteArray()), complete);
  }

  /** Whether the server has closed the connection. */
  boolean isClosed() throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  private static boolean copy(InputStream in, ByteArrayOutputStream out, int length)
      throws IOException {
    byte[] buffer = new byte[Math.min(length, 1 << 20)];
    int left = length;
    while (left > 0) {
      int count = in.read(buffer, 0, Math.min(left, buffer.length));
      if (count < 0) {
        return false;
      }
      out.write(buffer, 0, count);
      left -= count;
    }
    return true;
  }

  private static boolean copyChunks(InputStream in, ByteArrayOutputStream out) throws IOException {
    try {
      while (true) {
        int length = Integer.parseInt(line(in), 16);
        if (!copy(in, out, length) || !line(in).isEmpty()) {
          return false;
        }
        if (length == 0) {
          return true;
        }
      }
    } catch (EOFException cut) {
      return false;
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the server hung up after: " + line);
      }
      line.write(b);
    }
    byte[] bytes = line.toByteArray();
    return new String(Arrays.copyOf(bytes, bytes.length - 1), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
