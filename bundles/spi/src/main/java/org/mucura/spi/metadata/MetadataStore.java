package org.mucura.spi.metadata;

import java.util.List;
import java.util.Optional;
import org.mucura.spi.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An ordered map from bytes to bytes in which every change is a compare-and-set.
 *
 * <p>Keys are 1 to {@link #KEY_LENGTH_MAX} bytes of any value, ordered as unsigned bytes. Values
 * are 0 to {@link MetadataCapabilities#valueLengthMax()} bytes. A key or value out of these bounds
 * is an {@link IllegalArgumentException}, and nothing is changed.
 *
 * <p>Consistency: {@link #get} and {@link #scan} see every change acknowledged before they began,
 * by whichever client of the same store. A change is atomic: it is seen whole or not at all. A scan
 * is no snapshot: a change made while it runs may or may not be in it.
 *
 * <p>Retries: nothing below this interface tries a change again on its own, for a second try after
 * an unseen success would report a conflict with itself.
 *
 * <p>Durability: a change that was {@link CasOutcome.Applied} survives the end of the process and a
 * power cut if and only if {@link MetadataCapabilities#durableOnReturn()}.
 *
 * <p>Threads: all methods may be called at once by any number of threads, and may block. An
 * interrupted thread gets a {@link MetadataStoreException}, or {@link CasOutcome.Unknown} where a
 * change was under way.
 *
 * <p>An optional power is an interface of its own that the same object implements: {@link
 * SnapshotMetadataStore}.
 */
@ConsumerType
public interface MetadataStore {

  /** The longest key, in bytes. */
  int KEY_LENGTH_MAX = 4096;

  /** Service property: the name of this instance, {@code [a-z0-9-]{1,32}}; kept in records. */
  String NAME = "name";

  /** What this store promises. Does not change during the store's life. */
  MetadataCapabilities capabilities();

  /**
   * The entries of {@code keys}, in the same order and number, each empty where the key has none.
   * No keys give no entries. The entries need not be of one moment.
   *
   * @throws MetadataStoreException if the store cannot answer for each of them
   */
  List<Optional<Entry>> get(List<Bytes> keys);

  /** The entry of {@code key}; as {@link #get(List)} with one key. */
  default Optional<Entry> get(Bytes key) {
    return get(List.of(key)).get(0);
  }

  /**
   * Sets the value of {@code key} if its revision is {@code expected}; creates the entry if that is
   * {@link Revision#ABSENT}. A revision that this store never gave is a conflict.
   *
   * @throws MetadataStoreException if the change was certainly not made and never will be, and that
   *     is no conflict, for instance because the store is closed or full
   */
  CasOutcome put(Bytes key, Bytes value, Revision expected);

  /**
   * Removes the entry of {@code key} if its revision is {@code expected}, which is not {@link
   * Revision#ABSENT}.
   *
   * @throws IllegalArgumentException if {@code expected} is {@link Revision#ABSENT}
   * @throws MetadataStoreException as {@link #put}
   */
  CasOutcome delete(Bytes key, Revision expected);

  /**
   * The first entries with {@code after < key < before}, in order of their keys; none if the bounds
   * are in reverse. A bound is any bytes, also longer than a key can be. Fewer than {@code limit}
   * means that there are no more; so does an empty list. An empty {@code after} is before every
   * key; an empty {@code before} is behind every key.
   *
   * @param limit 1 or more; a store may not return fewer entries than there are because a page of
   *     its own ended
   * @throws IllegalArgumentException if {@code limit} is less
   * @throws MetadataStoreException if the store cannot answer
   */
  List<Entry> scan(Bytes after, Bytes before, int limit);
}
