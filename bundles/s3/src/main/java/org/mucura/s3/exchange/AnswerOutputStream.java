package org.mucura.s3.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/**
 * The body of an answer on its way to the connection. Where the length is known, what is written
 * goes out at once, the last of it marked as such; elsewhere it is gathered, so that short
 * documents get a Content-Length.
 */
final class AnswerOutputStream extends OutputStream {

  private static final int GATHERED_MAX = 16 << 10;

  private final Response response;

  /** How much will come; negative if nobody knows. */
  private final long length;

  private long written;
  private boolean ended;
  private byte[] gathered = new byte[0];
  private int gatheredLength;

  AnswerOutputStream(Response response, long length) {
    this.response = response;
    this.length = length;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int count) throws IOException {
    if (length < 0 && count <= GATHERED_MAX - gatheredLength) {
      gather(buffer, offset, count);
      return;
    }
    flushGathered();
    written += count;
    if (length >= 0 && written > length) {
      throw new IOException("the answer is longer than was said: " + length);
    }
    ended = written == length;
    send(ended, ByteBuffer.wrap(buffer, offset, count));
  }

  private void gather(byte[] buffer, int offset, int count) {
    if (gathered.length - gatheredLength < count) {
      gathered = Arrays.copyOf(gathered, gathered.length == 0 ? 2048 : GATHERED_MAX);
      gather(buffer, offset, count);
      return;
    }
    System.arraycopy(buffer, offset, gathered, gatheredLength, count);
    gatheredLength += count;
  }

  private void flushGathered() throws IOException {
    if (gatheredLength > 0) {
      send(false, ByteBuffer.wrap(gathered, 0, gatheredLength));
      gatheredLength = 0;
    }
  }

  private void send(boolean last, ByteBuffer bytes) throws IOException {
    Content.Sink.write(response, last, bytes);
  }

  /**
   * Ends the answer.
   *
   * @throws IOException if less was written than was said
   */
  @Override
  public void close() throws IOException {
    if (ended) {
      return;
    }
    if (length >= 0 && written < length) {
      throw new IOException("the answer ended " + (length - written) + " bytes early");
    }
    ended = true;
    send(true, ByteBuffer.wrap(gathered, 0, gatheredLength));
  }
}
