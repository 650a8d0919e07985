package org.mucura.core.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.mucura.spi.blob.BlobRange;

/**
 * Blobs, or pieces of them, one behind the other. The next one is opened when the one before has
 * been read. A blob that is gone, or shorter than it should be, or cannot be found out, is an
 * {@link IOException}, never an early end; after it every further read throws, too.
 */
final class PartsInputStream extends InputStream {

  /** Opens blobs. */
  interface Source {
    InputStream open(StoredPart part, BlobRange range) throws IOException;
  }

  /** Bytes of one part. */
  record Piece(StoredPart part, BlobRange range) {}

  private final Source source;
  private final Iterator<Piece> pieces;
  private InputStream current = InputStream.nullInputStream();
  private long left;
  private @Nullable IOException failure;

  PartsInputStream(Source source, Iterator<Piece> pieces) {
    this.source = source;
    this.pieces = pieces;
  }

  /** Opens the first blob now, so that its absence shows before anything was read. */
  PartsInputStream opened() throws IOException {
    boolean unused = advance();
    return this;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (failure != null) {
      throw new IOException("an earlier read failed", failure);
    }
    if (left == 0 && !advance()) {
      return -1;
    }
    try {
      int count = current.read(buffer, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new IOException("a blob ends " + left + " bytes early");
      }
      left -= count;
      return count;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private boolean advance() throws IOException {
    try {
      return next();
    } catch (IOException e) {
      failure = e;
      throw e;
    } catch (RuntimeException e) {
      failure = new IOException("the next blob cannot be found", e);
      throw failure;
    }
  }

  /** Goes on to the next piece that has bytes. */
  private boolean next() throws IOException {
    current.close();
    current = InputStream.nullInputStream();
    while (pieces.hasNext()) {
      Piece next = pieces.next();
      if (next.range().length() > 0) {
        current = source.open(next.part(), next.range());
        left = next.range().length();
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
