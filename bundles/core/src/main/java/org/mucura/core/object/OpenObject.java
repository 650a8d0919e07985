package org.mucura.core.object;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.mucura.core.blob.ContentReader;
import org.mucura.spi.blob.BlobRange;

/**
 * An object that is being read. It holds the stores that it uses until it is closed. Used by one
 * thread at a time.
 */
public final class OpenObject implements Closeable {

  private final ObjectInfo info;
  private final ContentReader contents;

  OpenObject(ObjectInfo info, ContentReader contents) {
    this.info = info;
    this.contents = contents;
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
    return contents.read(range);
  }

  @Override
  public void close() {
    contents.close();
  }
}
