package org.mucura.benchmarks;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * One connection that is kept alive, with the least of HTTP/1.1 that a measurement needs: on two
 * cores a comfortable client would take from the server what is to be measured.
 */
final class Connection implements Closeable {

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final byte[] scratch = new byte[64 * 1024];

  Connection(URI endpoint) throws IOException {
    socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setTcpNoDelay(true);
    out = socket.getOutputStream();
    in = new BufferedInputStream(socket.getInputStream(), scratch.length);
  }

  /** Sends a request and reads its answer to the end; fails unless that is a 200. */
  long exchange(String head, byte[] body) throws IOException {
    byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
    if (body.length > 0 && body.length < scratch.length) {
      byte[] both = new byte[headBytes.length + body.length];
      System.arraycopy(headBytes, 0, both, 0, headBytes.length);
      System.arraycopy(body, 0, both, headBytes.length, body.length);
      out.write(both);
    } else {
      out.write(headBytes);
      out.write(body);
    }
    String status = line();
    long length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Long.parseLong(header.substring(15).trim());
      }
    }
    skip(length);
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException(status);
    }
    return length;
  }

  private void skip(long length) throws IOException {
    for (long left = length; left > 0; ) {
      int read = in.read(scratch, 0, (int) Math.min(left, scratch.length));
      if (read < 0) {
        throw new EOFException("the answer is short by " + left + " bytes");
      }
      left -= read;
    }
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
