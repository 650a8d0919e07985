package org.mucura.blobs.memory;

import java.util.List;
import org.mucura.spi.blob.BlobRange;

/**
 * The bytes of a blob, cut so that neither a big blob needs one big array nor a small one a whole
 * piece.
 *
 * @param pieces each of {@link #PIECE_LENGTH} bytes, the last one of 1 or more
 * @param length of all together
 */
record Pieces(List<byte[]> pieces, long length) {

  static final int PIECE_LENGTH = 64 * 1024;

  Pieces {
    pieces = List.copyOf(pieces);
  }

  PiecesInputStream read(BlobRange range) {
    long from = Math.min(range.offset(), length);
    long to = Math.min(range.offset() + range.length(), length);
    return new PiecesInputStream(pieces, from, to);
  }
}
