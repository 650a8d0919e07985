package org.mucura.core.seal;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.mucura.core.key.AesKey;
import org.mucura.core.seal.PieceCipher.Piece;
import org.mucura.spi.Bytes;

/**
 * Seals what it reads, piece by piece. A piece is made when the source has shown whether it is the
 * last; so whatever the source throws at its end, too, keeps the last piece from being made.
 * Closing overwrites the key and leaves the source open.
 */
public final class SealingInputStream extends InputStream {

  private final InputStream source;
  private final AesKey key;
  private final Bytes id;
  private final Bytes wrapped;
  private final PieceCipher cipher;
  private final CRC32C crc32c = new CRC32C();

  /** Room for a piece and the first byte of the next one. */
  private final byte[] plain;

  private final byte[] sealed;
  private int plainCount;
  private int position;
  private int limit;
  private long piece;
  private boolean ended;

  /**
   * Of a source that is not read yet.
   *
   * @param key the blob's own, closed with the stream
   * @param unsigned how the blob will be sealed, but for its checksum
   * @param size what the source will yield, if that is known; it may still be more or less
   */
  SealingInputStream(InputStream source, AesKey key, Seal unsigned, OptionalLong size) {
    this.source = source;
    this.key = key;
    this.id = unsigned.id();
    this.wrapped = unsigned.key();
    this.cipher = new PieceCipher(key, id);
    int room = (int) Math.min(size.orElse(SealedLayout.PIECE), SealedLayout.PIECE);
    this.plain = new byte[room + 1];
    this.sealed = new byte[room + SealedLayout.TAG];
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
    if (position == limit) {
      if (length >= sealed.length) {
        // a whole piece has room: it need not be copied
        return ended ? -1 : nextPiece(buffer, offset);
      }
      if (ended) {
        return -1;
      }
      limit = nextPiece(sealed, 0);
      position = 0;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(sealed, position, buffer, offset, count);
    position += count;
    return count;
  }

  /** Seals the next piece; returns how many bytes that made. */
  private int nextPiece(byte[] to, int at) throws IOException {
    int pieceLength = plain.length - 1;
    plainCount += source.readNBytes(plain, plainCount, plain.length - plainCount);
    boolean last = plainCount <= pieceLength;
    if (!last && pieceLength < SealedLayout.PIECE) {
      throw new IOException("the body is longer than the " + pieceLength + " bytes announced");
    }
    int length = Math.min(plainCount, pieceLength);
    int count;
    try {
      count = cipher.seal(new Piece(piece, last, length), plain, to, at);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM does not work", e);
    }
    crc32c.update(to, at, count);
    plain[0] = plain[pieceLength];
    plainCount -= length;
    piece++;
    ended = last;
    return count;
  }

  /**
   * How the blob is sealed, once the source came to its end and every piece was read.
   *
   * @throws IllegalStateException before that
   */
  public Seal seal() {
    if (!ended || position < limit) {
      throw new IllegalStateException("not sealed to the end");
    }
    return new Seal(id, wrapped, (int) crc32c.getValue());
  }

  @Override
  public void close() {
    key.close();
  }
}
