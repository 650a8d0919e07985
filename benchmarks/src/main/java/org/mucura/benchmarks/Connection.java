package org.mucura.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that is kept alive, with the least of HTTP/1.1 that a measurement needs: on two
 * cores a comfortable client would take from the server what is to be measured.
 */
final class Connection implements Closeable {

  /** A request that is not longer goes out in one piece. */
  private static final int JOINED_MAX = 128 * 1024;

  /** What a server says of a failure is kept up to here. */
  private static final int TEXT_MAX = 64 * 1024;

  private final URI endpoint;
  private Socket socket;
  private OutputStream out;
  private AnswerInput in;

  Connection(URI endpoint) throws IOException {
    this.endpoint = endpoint;
    socket = connect();
    out = socket.getOutputStream();
    in = new AnswerInput(socket.getInputStream());
  }

  private Socket connect() throws IOException {
    Socket connected = new Socket(endpoint.getHost(), endpoint.getPort());
    connected.setTcpNoDelay(true);
    return connected;
  }

  /**
   * Sends a request, and reads its answer to the end.
   *
   * @param head up to the empty line
   * @param sink sees the body if the answer is a success
   */
  Answer exchange(String method, byte[] head, Payload payload, BodySink sink) throws IOException {
    if (payload.length() == 0) {
      out.write(head);
    } else if (head.length + payload.length() <= JOINED_MAX) {
      ByteArrayOutputStream both = new ByteArrayOutputStream(head.length + (int) payload.length());
      both.writeBytes(head);
      payload.writeTo(both);
      both.writeTo(out);
    } else {
      out.write(head);
      payload.writeTo(out);
    }
    return answer(method, sink);
  }

  private Answer answer(String method, BodySink sink) throws IOException {
    int status =
        Integer.parseInt(in.line().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    String etag = "";
    long length = 0;
    boolean chunked = false;
    boolean closes = false;
    for (String header = in.line(); !header.isEmpty(); header = in.line()) {
      int colon = header.indexOf(':');
      String value = header.substring(colon + 1).trim();
      switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-length" -> length = Long.parseLong(value);
        case "etag" -> etag = value;
        case "transfer-encoding" -> chunked = true;
        case "connection" -> closes = value.equalsIgnoreCase("close");
        default -> {}
      }
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    boolean kept = status / 100 != 2 || method.equals("POST");
    BodySink body = kept ? (bytes, from, count) -> keep(text, bytes, from, count) : sink;
    if (method.equals("HEAD")) {
      length = 0;
    } else if (chunked) {
      length = chunks(body);
    } else {
      in.bytes(length, body);
    }
    if (closes) {
      reconnect();
    }
    return new Answer(status, etag, length, text.toString(StandardCharsets.UTF_8));
  }

  private static void keep(ByteArrayOutputStream text, byte[] bytes, int from, int count) {
    text.write(bytes, from, Math.min(count, TEXT_MAX - Math.min(TEXT_MAX, text.size())));
  }

  private void reconnect() throws IOException {
    socket.close();
    socket = connect();
    out = socket.getOutputStream();
    in = new AnswerInput(socket.getInputStream());
  }

  private long chunks(BodySink body) throws IOException {
    long all = 0;
    long size = chunkSize();
    while (size > 0) {
      in.bytes(size, body);
      in.line();
      all += size;
      size = chunkSize();
    }
    in.line();
    return all;
  }

  private long chunkSize() throws IOException {
    String line = in.line();
    int extension = line.indexOf(';');
    return Long.parseLong((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
