package org.mucura.s3.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeoutException;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/**
 * The body as it comes from the connection. Its failures are the client's, so they become S3's
 * errors here, where they cannot yet be taken for those of a store; and it knows whether there is
 * something left to be read.
 */
public final class ConnectionInputStream extends FilterInputStream {

  private boolean ended;

  public ConnectionInputStream(InputStream connection) {
    super(connection);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws S3Exception {@code IncompleteBody} if the client has gone, {@code RequestTimeout} if it
   *     is too slow
   */
  @Override
  public int read(byte[] buffer, int offset, int length) {
    try {
      int count = super.read(buffer, offset, length);
      ended |= count < 0;
      return count;
    } catch (IOException gone) {
      throw failure(gone);
    }
  }

  private static S3Exception failure(IOException gone) {
    ErrorCode code =
        gone.getCause() instanceof TimeoutException
            ? ErrorCode.REQUEST_TIMEOUT
            : ErrorCode.INCOMPLETE_BODY;
    return new S3Exception(code, code.message(), gone);
  }

  /** Whether the end was seen. */
  public boolean hasEnded() {
    return ended;
  }

  /** The connection is the server's to close. */
  @Override
  public void close() {}
}
