package org.mucura.core.seal;

import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.key.KeyWrap;
import org.mucura.spi.Bytes;

/**
 * How a blob is sealed, as the record that names it tells.
 *
 * @param id random, of {@value #ID_LENGTH} bytes; every piece of the blob is bound to it
 * @param key the blob's own key, under the bucket's
 * @param crc32c of the bytes at rest, by which damage is found without a key; that they are the
 *     right ones is proved by the tags of the pieces alone
 */
public record Seal(Bytes id, Bytes key, int crc32c) {

  /** How many bytes an id has. */
  public static final int ID_LENGTH = 16;

  public Seal {
    if (id.length() != ID_LENGTH || key.length() != KeyWrap.WRAPPED_LENGTH) {
      throw new CorruptRecordException("a seal of " + id.length() + " and " + key.length());
    }
  }
}
