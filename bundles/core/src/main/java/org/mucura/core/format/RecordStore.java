package org.mucura.core.format;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mucura.core.S3Exception;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.DamagedMetadataException;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;
import org.mucura.wire.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records in a metadata store. Puts them into their envelopes, and settles what the store does not
 * know: after {@link CasOutcome.Unknown} it reads the record again and looks for its own write.
 * Nothing is ever tried twice.
 *
 * <p>Every method throws {@link S3Exception} {@code ServiceUnavailable} if the store fails, and
 * {@code InternalError} if what it has is damaged. A change was then not made and never will be,
 * unless it is an {@link UncertainChangeException}.
 */
public final class RecordStore {

  private static final Logger LOG = LoggerFactory.getLogger(RecordStore.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final MetadataStore store;

  public RecordStore(MetadataStore store) {
    this.store = store;
  }

  /** The entries that a lister may read on rather than begin a scan elsewhere. */
  public int seekCost() {
    return store.capabilities().seekCost();
  }

  public <T> Optional<Stored<T>> get(Bytes key, RecordCodec<T> codec) {
    try {
      return store.get(key).map(entry -> stored(entry, codec));
    } catch (MetadataStoreException e) {
      throw unavailable(e);
    }
  }

  /** The records of {@code keys}, in their order, empty where there is none. */
  public <T> List<Optional<Stored<T>>> get(List<Bytes> keys, RecordCodec<T> codec) {
    List<Optional<Stored<T>>> records = new ArrayList<>(keys.size());
    try {
      for (Optional<Entry> entry : store.get(keys)) {
        records.add(entry.map(found -> stored(found, codec)));
      }
    } catch (MetadataStoreException e) {
      throw unavailable(e);
    }
    return records;
  }

  /** The first records of {@code range}; fewer than {@code limit} means that there are no more. */
  public <T> List<Stored<T>> scan(KeyRange range, int limit, RecordCodec<T> codec) {
    List<Stored<T>> records = new ArrayList<>();
    for (Entry entry : scan(range, limit)) {
      records.add(stored(entry, codec));
    }
    return records;
  }

  /** As {@link #scan(KeyRange, int, RecordCodec)}, for whoever needs no more than a few of them. */
  public List<Entry> scan(KeyRange range, int limit) {
    try {
      return store.scan(range.after(), range.before(), limit);
    } catch (MetadataStoreException e) {
      throw unavailable(e);
    }
  }

  /** The body of a record that {@link #scan(KeyRange, int)} found. */
  public static Fields body(Entry entry) {
    return Fields.decode(Envelope.decode(entry.value()).body());
  }

  /** Creates a record if there is none. */
  public <T> Swap<T> create(Bytes key, T value, RecordCodec<T> codec) {
    return put(key, value, Optional.empty(), codec);
  }

  /** Replaces {@code expected} if it is still what there is. */
  public <T> Swap<T> replace(Stored<T> expected, T value, RecordCodec<T> codec) {
    return put(expected.key(), value, Optional.of(expected), codec);
  }

  /** Replaces what was found, or creates a record if nothing was. */
  public <T> Swap<T> put(Bytes key, T value, Optional<Stored<T>> expected, RecordCodec<T> codec) {
    long change = expected.map(Stored::change).orElse(0L) + 1;
    Revision revision = expected.map(Stored::revision).orElse(Revision.ABSENT);
    Bytes writeId = newWriteId();
    Bytes bytes = new Envelope(change, writeId, codec.write(value).encode()).encode();
    CasOutcome outcome = changed(() -> store.put(key, bytes, revision));
    if (outcome instanceof CasOutcome.Applied applied) {
      return new Swap.Done<>(new Stored<>(key, value, change, applied.revision()));
    }
    if (outcome instanceof CasOutcome.Conflict conflict) {
      return new Swap.Lost<>(conflict.current().map(entry -> stored(entry, codec)));
    }
    Entry own = own(key, writeId, ((CasOutcome.Unknown) outcome).cause());
    return new Swap.Done<>(new Stored<>(key, value, change, own.revision()));
  }

  /**
   * Gives the record of {@code key} another revision and leaves it as it is otherwise, so that
   * every change that expects what was read before fails.
   */
  public Optional<Stored<Fields>> touch(Bytes key) {
    Optional<Stored<Fields>> current = get(key, RecordCodec.PLAIN);
    while (current.isPresent()) {
      Fields same = current.get().value();
      Swap<Fields> swap = replace(current.get(), same, RecordCodec.PLAIN);
      if (swap instanceof Swap.Done<Fields> done) {
        return Optional.of(done.stored());
      }
      current = ((Swap.Lost<Fields>) swap).current();
    }
    return Optional.empty();
  }

  /**
   * Removes {@code expected} if it is still what there is.
   *
   * @return whether it was; or, where the store does not know, whether there is none now
   * @throws UncertainChangeException if the store does not know, and it is there still
   */
  public boolean remove(Stored<?> expected) {
    CasOutcome outcome = changed(() -> store.delete(expected.key(), expected.revision()));
    if (outcome instanceof CasOutcome.Unknown unknown) {
      Optional<Entry> left = again(expected.key(), unknown.cause());
      if (left.filter(entry -> entry.revision().equals(expected.revision())).isPresent()) {
        throw new UncertainChangeException(unknown.cause());
      }
      return left.isEmpty();
    }
    return outcome instanceof CasOutcome.Applied;
  }

  /** The record with the write {@code writeId}, if that is certain to have been made. */
  private Entry own(Bytes key, Bytes writeId, Throwable cause) {
    return again(key, cause)
        .filter(entry -> Envelope.decode(entry.value()).writeId().equals(writeId))
        .orElseThrow(() -> new UncertainChangeException(cause));
  }

  private Optional<Entry> again(Bytes key, Throwable cause) {
    LOG.warn("a change has no certain outcome, reading again", cause);
    try {
      return store.get(key);
    } catch (MetadataStoreException | S3Exception e) {
      cause.addSuppressed(e);
      throw new UncertainChangeException(cause);
    }
  }

  private static CasOutcome changed(Supplier<CasOutcome> change) {
    try {
      return change.get();
    } catch (MetadataStoreException e) {
      throw unavailable(e);
    } catch (S3Exception | IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      // not foreseen by the store's contract, so nothing is certain
      return new CasOutcome.Unknown(e);
    }
  }

  /** The record that {@link #scan(KeyRange, int)} found. */
  public static <T> Stored<T> stored(Entry entry, RecordCodec<T> codec) {
    Envelope envelope = Envelope.decode(entry.value());
    T value = codec.read(Fields.decode(envelope.body()));
    return new Stored<>(entry.key(), value, envelope.change(), entry.revision());
  }

  private static Bytes newWriteId() {
    byte[] id = new byte[Envelope.WRITE_ID_LENGTH];
    RANDOM.nextBytes(id);
    return Bytes.wrap(id);
  }

  /** What is damaged stays so: a client that comes again would come for ever. */
  private static S3Exception unavailable(MetadataStoreException cause) {
    if (cause instanceof DamagedMetadataException) {
      return new S3Exception(ErrorCode.INTERNAL_ERROR, ErrorCode.INTERNAL_ERROR.message(), cause);
    }
    return new S3Exception(
        ErrorCode.SERVICE_UNAVAILABLE, ErrorCode.SERVICE_UNAVAILABLE.message(), cause);
  }
}
