package org.mucura.core.object;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.mucura.spi.blob.BlobRange;

/** An object that is being read. It holds its stores until it is closed. */
public final class OpenObject implements Closeable {

  private final ObjectInfo info;

  OpenObject(ObjectInfo info) {
    this.info = info;
  }

  public ObjectInfo info() {
    return info;
  }

  /**
   * The bytes of {@code range}, which lies within the object. The caller closes the stream; it
   * yields every byte of the range or throws, and never ends early.
   *
   * @throws IOException if the first of them cannot be read
   */
  public InputStream read(BlobRange range) throws IOException {
    throw new IOException("not yet");
  }

  @Override
  public void close() {}
}
