package org.mucura.core.seal;

import java.io.IOException;
import java.io.InputStream;
import org.mucura.core.key.AesKey;
import org.mucura.core.seal.OpeningInputStream.Part;
import org.mucura.spi.blob.BlobRange;

/** Opens blobs of one bucket. */
public final class Opener implements AutoCloseable {

  private final AesKey bucketKey;

  /** A blob as its store has it; its text names it in messages. */
  public interface SealedBlob {

    /** As {@link org.mucura.spi.blob.BlobStore#read}. */
    InputStream read(BlobRange range) throws IOException;
  }

  Opener(AesKey bucketKey) {
    this.bucketKey = bucketKey;
  }

  /**
   * The plaintext of a range; its first piece is verified on return. The caller closes the stream,
   * which never ends early and never gives out anything that was not sealed.
   *
   * @param plainSize of the whole blob
   * @throws BrokenSealException if the store has something else; also by the stream
   */
  public InputStream open(SealedBlob blob, Seal seal, long plainSize, BlobRange range)
      throws IOException {
    Part part = new Part(blob, plainSize, range);
    // first of all, for it leaves nothing open if it fails
    AesKey key = Seals.unwrap(bucketKey, seal);
    boolean opened = false;
    InputStream source = null;
    try {
      source = blob.read(part.pieces().sealed(plainSize));
      PieceCipher cipher = new PieceCipher(key, seal.id());
      InputStream plain = new OpeningInputStream(source, key, cipher, part);
      opened = true;
      return plain;
    } finally {
      if (!opened) {
        key.close();
        if (source != null) {
          source.close();
        }
      }
    }
  }

  @Override
  public void close() {
    bucketKey.close();
  }
}
