package org.mucura.metadata.rocksdb;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;

/**
 * Gives the revisions of a store from one opening to its close. A revision is the id of the store,
 * random from its creation, then the number of the opening, then that of the change. The opening is
 * counted on the disk before its first change, so no revision is ever given twice, and none of
 * another store is taken for one of this. An entry is stored with the last two in front: its stamp.
 */
final class Revisions {

  private static final int STAMP_LENGTH = Integer.BYTES + Long.BYTES;
  private static final int STORE_LENGTH = 2 * Long.BYTES;

  /** How many bytes a revision has. */
  static final int TOKEN_LENGTH = STORE_LENGTH + STAMP_LENGTH;

  private final byte[] store;
  private final int opening;
  private final AtomicLong changes = new AtomicLong();

  private Revisions(byte[] store, int opening) {
    this.store = store;
    this.opening = opening;
  }

  /**
   * The revisions of the next opening.
   *
   * @param header what {@link #header} was at the last one, or null for a new store
   */
  static Revisions after(byte @Nullable [] header) {
    if (header == null) {
      return new Revisions(newStore(), 1);
    }
    if (header.length != STORE_LENGTH + Integer.BYTES) {
      throw new MetadataStoreException("the database has no valid header");
    }
    ByteBuffer buffer = ByteBuffer.wrap(header);
    byte[] store = new byte[STORE_LENGTH];
    buffer.get(store);
    return new Revisions(store, Math.incrementExact(buffer.getInt()));
  }

  /** What is to be durable before the first change. */
  byte[] header() {
    return ByteBuffer.allocate(STORE_LENGTH + Integer.BYTES).put(store).putInt(opening).array();
  }

  /** {@code value} with a new stamp in front. */
  byte[] stamp(Bytes value) {
    return ByteBuffer.allocate(STAMP_LENGTH + value.length())
        .putInt(opening)
        .putLong(changes.incrementAndGet())
        .put(value.shared())
        .array();
  }

  /** The revision of what is stored so. */
  Revision revision(byte[] stamped) {
    byte[] token = new byte[TOKEN_LENGTH];
    System.arraycopy(store, 0, token, 0, STORE_LENGTH);
    System.arraycopy(stamped, 0, token, STORE_LENGTH, STAMP_LENGTH);
    return new Revision(Bytes.wrap(token));
  }

  /** The value behind the stamp. */
  static Bytes value(byte[] stamped) {
    byte[] value = new byte[stamped.length - STAMP_LENGTH];
    System.arraycopy(stamped, STAMP_LENGTH, value, 0, value.length);
    return Bytes.wrap(value);
  }

  private static byte[] newStore() {
    UUID id = UUID.randomUUID();
    return ByteBuffer.allocate(STORE_LENGTH)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
