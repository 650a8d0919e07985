package org.mucura.core.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.mucura.core.blob.BlobRef;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;

/**
 * Where a blob is in a run.
 *
 * @param pack the number of the file of contents
 * @param offset of its first byte in that file
 * @param length in bytes, as it is at rest
 * @param crc32c of these bytes
 */
record BlobLocation(BlobRef blob, int pack, long offset, long length, int crc32c) {

  private static final int ID_LENGTH = BlobId.LENGTH / 2;
  private static final int STORE_AT = ID_LENGTH + 4 + 8 + 8 + 4;

  byte[] encode() {
    byte[] store = blob.store().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(STORE_AT + store.length)
        .put(Bytes.hex(blob.id().digits()).shared())
        .putInt(pack)
        .putLong(offset)
        .putLong(length)
        .putInt(crc32c)
        .put(store)
        .array();
  }

  /**
   * The inverse of {@link #encode}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static BlobLocation decode(byte[] frame) {
    if (frame.length <= STORE_AT) {
      throw new IllegalArgumentException("no place of a blob");
    }
    ByteBuffer in = ByteBuffer.wrap(frame);
    byte[] id = new byte[ID_LENGTH];
    in.get(id);
    int pack = in.getInt();
    long offset = in.getLong();
    long length = in.getLong();
    int crc32c = in.getInt();
    String store = StandardCharsets.UTF_8.decode(in).toString();
    BlobRef blob = new BlobRef(store, new BlobId(Bytes.wrap(id).toString()));
    return new BlobLocation(blob, pack, offset, length, crc32c);
  }
}
