package org.mucura.core.seal;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.mucura.core.key.AesKey;
import org.mucura.core.seal.PieceCipher.Piece;
import org.mucura.core.seal.SealedLayout.Pieces;
import org.mucura.spi.blob.BlobRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a range of sealed contents, piece by piece. Nothing of a piece is given out before its tag
 * was verified. Closing closes the source and overwrites the key.
 */
final class OpeningInputStream extends InputStream {

  private static final Logger LOG = LoggerFactory.getLogger(OpeningInputStream.class);

  private final InputStream source;
  private final AesKey key;
  private final PieceCipher cipher;
  private final Object blob;
  private final long plainSize;
  private final long lastPiece;
  private final byte[] sealed;
  private final byte[] plain;
  private long piece;
  private long left;
  private int position;
  private int limit;

  /**
   * The size of a blob's plaintext, and what is read of that.
   *
   * @param blob its text names it, should that be needed
   */
  record Part(Object blob, long plainSize, BlobRange range) {

    Pieces pieces() {
      return SealedLayout.touching(range, plainSize);
    }
  }

  /**
   * Opens the first piece.
   *
   * @param source what the store has from the border of the first piece on
   * @throws BrokenSealException if it is not what was sealed; also by the stream
   */
  OpeningInputStream(InputStream source, AesKey key, PieceCipher cipher, Part part)
      throws IOException {
    this.source = source;
    this.key = key;
    this.cipher = cipher;
    this.blob = part.blob();
    this.plainSize = part.plainSize();
    this.lastPiece = SealedLayout.lastPiece(plainSize);
    this.piece = part.pieces().first();
    this.left = part.range().length();
    int room = SealedLayout.plainLength(plainSize, piece);
    this.plain = new byte[room];
    this.sealed = new byte[room + SealedLayout.TAG];
    long skipped = part.range().offset() - piece * SealedLayout.PIECE;
    limit = openPiece(plain, 0);
    position = (int) skipped;
  }

  /** Opens the next piece; returns how many bytes that made. */
  private int openPiece(byte[] to, int at) throws IOException {
    boolean last = piece == lastPiece;
    int length = SealedLayout.plainLength(plainSize, piece) + SealedLayout.TAG;
    int count = source.readNBytes(sealed, 0, length);
    if (count < length) {
      throw broken("is cut off after " + count + " bytes", null);
    }
    if (last && source.read() >= 0) {
      throw broken("is not the last", null);
    }
    int opened;
    try {
      opened = cipher.open(new Piece(piece, last, length), sealed, to, at);
    } catch (GeneralSecurityException e) {
      throw broken("is not what was sealed", e);
    }
    piece++;
    return opened;
  }

  private BrokenSealException broken(String how, @Nullable Throwable cause) {
    String what = "piece " + piece + " of " + blob + " " + how;
    LOG.error("contents are damaged: {}", what);
    return new BrokenSealException(what, cause);
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
    if (left == 0) {
      return -1;
    }
    if (position == limit) {
      if (left >= plain.length && length >= plain.length) {
        // a whole piece is wanted and has room: it need not be copied
        int opened = openPiece(buffer, offset);
        left -= opened;
        return opened;
      }
      limit = openPiece(plain, 0);
      position = 0;
    }
    int count = (int) Math.min(Math.min(length, limit - position), left);
    System.arraycopy(plain, position, buffer, offset, count);
    position += count;
    left -= count;
    return count;
  }

  @Override
  public void close() throws IOException {
    key.close();
    source.close();
  }
}
