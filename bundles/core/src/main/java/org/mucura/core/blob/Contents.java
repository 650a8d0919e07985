package org.mucura.core.blob;

import java.security.SecureRandom;
import java.util.List;
import org.mucura.core.format.Fields;
import org.mucura.spi.Bytes;

/**
 * The contents of one version of one object: its own blobs in order, never shared with another.
 *
 * @param id random, of {@value #ID_LENGTH} bytes; of these contents for all their life
 * @param size in bytes
 * @param multipart whether they were uploaded in parts, be it a single one
 * @param parts where they are
 * @param rest what a newer release wrote besides
 */
public record Contents(Bytes id, long size, boolean multipart, PartTable parts, Fields rest) {

  /** How many bytes an id has. */
  public static final int ID_LENGTH = 16;

  private static final SecureRandom RANDOM = new SecureRandom();

  public Contents {
    if (id.length() != ID_LENGTH || size < 0) {
      throw new IllegalArgumentException("contents " + id + " of " + size + " bytes");
    }
  }

  /** Contents that came in one piece. */
  public static Contents ofOne(StoredPart piece) {
    PartTable table = new PartTable.Inline(List.of(piece));
    return new Contents(newId(), piece.size(), false, table, Fields.NONE);
  }

  /** An id that no contents have. */
  public static Bytes newId() {
    byte[] id = new byte[ID_LENGTH];
    RANDOM.nextBytes(id);
    return Bytes.wrap(id);
  }
}
