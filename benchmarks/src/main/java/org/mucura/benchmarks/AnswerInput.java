package org.mucura.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines and bytes of answers, read through one buffer. */
final class AnswerInput {

  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int limit;

  AnswerInput(InputStream in) {
    this.in = in;
  }

  /** The next line without its end; it is not longer than the buffer. */
  String line() throws IOException {
    int end = position;
    while (true) {
      while (end < limit) {
        if (buffer[end++] == '\n') {
          return take(end);
        }
      }
      int scanned = end - position;
      move();
      fill();
      end = position + scanned;
    }
  }

  private String take(int end) {
    int length = end - position - 1;
    if (length > 0 && buffer[position + length - 1] == '\r') {
      length--;
    }
    String line = new String(buffer, position, length, StandardCharsets.ISO_8859_1);
    position = end;
    return line;
  }

  /** Hands the next bytes on. */
  void bytes(long length, BodySink sink) throws IOException {
    for (long left = length; left > 0; ) {
      if (position == limit) {
        position = 0;
        limit = 0;
        fill();
      }
      int count = (int) Math.min(left, limit - position);
      sink.take(buffer, position, count);
      position += count;
      left -= count;
    }
  }

  private void move() {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
  }

  private void fill() throws IOException {
    int count = in.read(buffer, limit, buffer.length - limit);
    if (count <= 0) {
      throw new EOFException("the server hung up, or a line is too long");
    }
    limit += count;
  }
}
