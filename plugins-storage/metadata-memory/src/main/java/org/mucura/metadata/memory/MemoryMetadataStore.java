package org.mucura.metadata.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.CasOutcome.Conflict;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataCapabilities.CasScope;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;
import org.mucura.spi.metadata.SnapshotMetadataStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Metadata in a sorted map of this process: all is lost when it ends.
 *
 * <p>It takes no longer values than every store must, so whoever gets along with it gets along with
 * any.
 */
@Component(
    service = MetadataStore.class,
    immediate = true,
    configurationPid = "org.mucura.metadata.memory",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MemoryMetadataStore.Config.class, factory = true)
public final class MemoryMetadataStore
    implements MetadataStore, SnapshotMetadataStore, AutoCloseable {

  /** The settings of one instance. */
  @ObjectClassDefinition(
      name = "Metadata in memory",
      description = "Holds records until the store stops, or its settings change.")
  public @interface Config {

    /** The name of this instance. */
    @AttributeDefinition(
        name = "Name",
        description = "Of this instance; kept in records, so it never changes, and is never reused")
    String name();
  }

  private static final MetadataCapabilities CAPABILITIES =
      new MetadataCapabilities(
          CasScope.SINGLE_GATEWAY, false, MetadataCapabilities.VALUE_LENGTH_FLOOR, 1);

  private final ConcurrentSkipListMap<Bytes, Entry> entries = new ConcurrentSkipListMap<>();
  private final UUID id = UUID.randomUUID();
  private final AtomicLong changes = new AtomicLong();

  /** Changes are made beside each other, but not while all entries are copied. */
  private final ReadWriteLock changing = new ReentrantReadWriteLock();

  private volatile boolean closed;

  @Activate
  public MemoryMetadataStore() {}

  @Override
  public MetadataCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    checkOpen();
    return get(entries, keys);
  }

  static List<Optional<Entry>> get(NavigableMap<Bytes, Entry> entries, List<Bytes> keys) {
    keys.forEach(MemoryMetadataStore::checkKey);
    return keys.stream().map(key -> Optional.ofNullable(entries.get(key))).toList();
  }

  @Override
  public CasOutcome put(Bytes key, Bytes value, Revision expected) {
    checkKey(key);
    if (value.length() > CAPABILITIES.valueLengthMax()) {
      throw new IllegalArgumentException("a value of " + value.length() + " bytes");
    }
    checkOpen();
    return change(() -> putIf(key, value, expected));
  }

  private CasOutcome putIf(Bytes key, Bytes value, Revision expected) {
    Entry next = new Entry(key, value, nextRevision());
    if (expected.isAbsent()) {
      Entry present = entries.putIfAbsent(key, next);
      return present == null ? new Applied(next.revision()) : new Conflict(Optional.of(present));
    }
    Entry current = entries.get(key);
    boolean applied = isAt(current, expected) && entries.replace(key, current, next);
    return applied ? new Applied(next.revision()) : conflict(key);
  }

  @Override
  public CasOutcome delete(Bytes key, Revision expected) {
    checkKey(key);
    if (expected.isAbsent()) {
      throw new IllegalArgumentException("what is absent cannot be deleted");
    }
    checkOpen();
    return change(() -> deleteIf(key, expected));
  }

  private CasOutcome deleteIf(Bytes key, Revision expected) {
    Entry current = entries.get(key);
    boolean applied = isAt(current, expected) && entries.remove(key, current);
    return applied ? new Applied(Revision.ABSENT) : conflict(key);
  }

  private CasOutcome change(Supplier<CasOutcome> change) {
    changing.readLock().lock();
    try {
      return change.get();
    } finally {
      changing.readLock().unlock();
    }
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    checkOpen();
    return scan(entries, after, before, limit);
  }

  static List<Entry> scan(
      NavigableMap<Bytes, Entry> entries, Bytes after, Bytes before, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
    NavigableMap<Bytes, Entry> range = entries;
    if (before.length() > 0) {
      if (after.compareTo(before) >= 0) {
        return List.of();
      }
      range = range.headMap(before, false);
    }
    List<Entry> found = new ArrayList<>();
    for (Entry entry : range.tailMap(after, false).values()) {
      found.add(entry);
      if (found.size() == limit) {
        break;
      }
    }
    return List.copyOf(found);
  }

  /** A copy; changes wait for it. */
  @Override
  public MetadataSnapshot snapshot() {
    changing.writeLock().lock();
    try {
      checkOpen();
      return new MemorySnapshot(new TreeMap<>(entries), this::checkOpen);
    } finally {
      changing.writeLock().unlock();
    }
  }

  /** Forgets all entries; from now on every call is a {@link MetadataStoreException}. */
  @Override
  @Deactivate
  public void close() {
    closed = true;
    entries.clear();
  }

  private static void checkKey(Bytes key) {
    if (key.length() < 1 || key.length() > KEY_LENGTH_MAX) {
      throw new IllegalArgumentException("a key of " + key.length() + " bytes");
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new MetadataStoreException("the store is closed");
    }
  }

  private static boolean isAt(@Nullable Entry entry, Revision expected) {
    return entry != null && entry.revision().equals(expected);
  }

  private CasOutcome conflict(Bytes key) {
    return new Conflict(Optional.ofNullable(entries.get(key)));
  }

  private Revision nextRevision() {
    ByteBuffer token = ByteBuffer.allocate(3 * Long.BYTES);
    token.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return new Revision(Bytes.wrap(token.putLong(changes.incrementAndGet()).array()));
  }
}
