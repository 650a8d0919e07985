package org.mucura.s3.resource;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.mucura.core.S3Exception;
import org.mucura.s3.exchange.Answer;
import org.mucura.wire.ErrorCode;

/** Sends the contents of an object. */
final class ObjectBody implements Answer.Body {

  private static final int PIECE = 64 << 10;

  private final InputStream contents;
  private final long length;

  /**
   * @param length how many bytes of {@code contents} to send
   */
  ObjectBody(InputStream contents, long length) {
    this.contents = contents;
    this.length = length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] piece = new byte[(int) Math.min(length, PIECE)];
    long left = length;
    while (left > 0) {
      // Full pieces: each write waits for the connection.
      int count = read(piece, (int) Math.min(left, piece.length));
      out.write(piece, 0, count);
      left -= count;
    }
  }

  private int read(byte[] piece, int length) {
    try {
      if (contents.readNBytes(piece, 0, length) == length) {
        return length;
      }
      throw new EOFException("the contents end early");
    } catch (IOException unreadable) {
      throw new S3Exception(
          ErrorCode.INTERNAL_ERROR, ErrorCode.INTERNAL_ERROR.message(), unreadable);
    }
  }
}
