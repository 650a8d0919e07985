package org.mucura.core.blob;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.mucura.core.S3Exception;
import org.mucura.core.seal.BrokenSealException;
import org.mucura.wire.ErrorCode;

/** Stored contents that are written again: what fails here is no fault of the client's. */
final class CopyInputStream extends FilterInputStream {

  CopyInputStream(InputStream source) {
    super(source);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  static S3Exception failed(IOException e) {
    if (e instanceof BrokenSealException) {
      return new S3Exception(
          ErrorCode.INTERNAL_ERROR, "The contents of the source are damaged.", e);
    }
    return new S3Exception(
        ErrorCode.SERVICE_UNAVAILABLE, "The source of the copy could not be read.", e);
  }
}
