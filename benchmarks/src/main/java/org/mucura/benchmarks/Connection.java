package org.mucura.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
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

  /** An answer's body is kept up to here; the rest is read and counted. */
  private static final int KEPT_MAX = 64 * 1024;

  private final URI endpoint;
  private final byte[] scratch = new byte[64 * 1024];
  private Socket socket;
  private OutputStream out;
  private InputStream in;

  Connection(URI endpoint) throws IOException {
    this.endpoint = endpoint;
    socket = connect();
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream(), scratch.length);
  }

  private Socket connect() throws IOException {
    Socket connected = new Socket(endpoint.getHost(), endpoint.getPort());
    connected.setTcpNoDelay(true);
    return connected;
  }

  /** Sends a request, and reads its answer to the end. */
  Answer exchange(String method, String head, Payload payload) throws IOException {
    byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
    if (payload.length() < scratch.length) {
      ByteArrayOutputStream both = new ByteArrayOutputStream(headBytes.length + 64 * 1024);
      both.write(headBytes);
      payload.writeTo(both);
      both.writeTo(out);
    } else {
      out.write(headBytes);
      payload.writeTo(out);
    }
    return answer(method);
  }

  private Answer answer(String method) throws IOException {
    int status = Integer.parseInt(line().substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    String etag = "";
    long length = 0;
    boolean chunked = false;
    boolean closes = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
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
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    long read = method.equals("HEAD") ? 0 : chunked ? chunks(kept) : bytes(length, kept);
    if (closes) {
      reconnect();
    }
    return new Answer(status, etag, read, kept.toString(StandardCharsets.UTF_8));
  }

  private void reconnect() throws IOException {
    socket.close();
    socket = connect();
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream(), scratch.length);
  }

  private long chunks(ByteArrayOutputStream kept) throws IOException {
    long all = 0;
    long size = chunkSize();
    while (size > 0) {
      all += bytes(size, kept);
      line();
      size = chunkSize();
    }
    line();
    return all;
  }

  private long chunkSize() throws IOException {
    return Long.parseLong(line().replaceAll(";.*", "").trim(), 16);
  }

  private long bytes(long length, ByteArrayOutputStream kept) throws IOException {
    for (long left = length; left > 0; ) {
      int read = in.read(scratch, 0, (int) Math.min(left, scratch.length));
      if (read < 0) {
        throw new EOFException("the answer is short by " + left + " bytes");
      }
      kept.write(scratch, 0, Math.min(read, KEPT_MAX - Math.min(KEPT_MAX, kept.size())));
      left -= read;
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server hung up");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
