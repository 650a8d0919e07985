package org.mucura.core.key;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.core.store.Stores;
import org.mucura.spi.Bytes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The master keys of this gateway. They are in a ring outside of the stores; the metadata store
 * tells which of them it needs. A ring is made only for a store in which nothing was ever sealed.
 *
 * <p>Every method may throw {@link MasterKeyException}, and those of {@link RecordStore}. Threads:
 * all methods may be called at once by any number of threads.
 */
@Component(
    service = MasterKeys.class,
    configurationPid = "org.mucura.keys",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MasterKeys.Config.class)
public final class MasterKeys {

  private static final Logger LOG = LoggerFactory.getLogger(MasterKeys.class);

  /** Where a metadata store tells which keys it needs. */
  static final Bytes ROLL = KeyWriter.of(RecordType.MASTER_KEYS).key();

  private final RecordStore records;
  private final KeyRingStore store;
  private final RingReader ring;
  private final InstantSource clock;

  /** The configuration {@code org.mucura.keys}. */
  @ObjectClassDefinition(
      name = "Master keys",
      description =
          "Where the keys are under which everything is encrypted. A change has the ring read anew;"
              + " requests wait for that.")
  @interface Config {

    @AttributeDefinition(
        name = "File",
        description =
            "The file with the master keys, made at the first start: keep a copy elsewhere")
    String file() default "";

    @AttributeDefinition(
        name = "File of the password",
        description =
            "Its first line is the password of the keystore, if the file is one (PKCS#12)",
        required = false)
    String password_file() default "";

    @AttributeDefinition(
        name = "Variable of the password",
        description = "The environment variable that has this password, instead of a file",
        required = false)
    String password_variable() default "";
  }

  @Activate
  public MasterKeys(Config config, @Reference Stores stores) throws IOException {
    this(
        new RecordStore(stores.metadata()),
        KeyRingStores.of(config.file(), config.password_file(), config.password_variable()),
        InstantSource.system());
  }

  public MasterKeys(RecordStore records, KeyRingStore store, InstantSource clock) {
    this.records = records;
    this.store = store;
    this.ring = new RingReader(store);
    this.clock = clock;
  }

  /** The key under which everything new is put; the first one is made by whoever asks first. */
  public MasterKey current() {
    Optional<Stored<KeyRoll>> found = roll();
    return checked(found.isPresent() ? found.get().value() : begin());
  }

  /** The key of this id. */
  public MasterKey get(String id) {
    return ring.get(id);
  }

  /** A new key for a bucket, under the current master key. */
  public WrappedKey newKey() {
    MasterKey master = current();
    try (AesKey key = AesKey.random()) {
      return new WrappedKey(master.id(), KeyWrap.wrap(master.key(), key));
    }
  }

  /** The key that was wrapped; the caller closes it. */
  public AesKey unwrap(WrappedKey wrapped) {
    try {
      return KeyWrap.unwrap(get(wrapped.master()).key(), wrapped.bytes());
    } catch (GeneralSecurityException e) {
      throw new CorruptRecordException("a key under the master key " + wrapped.master(), e);
    }
  }

  /**
   * The same key under the current master key.
   *
   * @return empty if it is
   */
  public Optional<WrappedKey> rewrapped(WrappedKey wrapped, MasterKey current) {
    if (wrapped.master().equals(current.id())) {
      return Optional.empty();
    }
    try (AesKey key = unwrap(wrapped)) {
      return Optional.of(new WrappedKey(current.id(), KeyWrap.wrap(current.key(), key)));
    }
  }

  /**
   * Has a new master key from now on. What is under the former ones is re-wrapped by {@link
   * KeyRotation}; they stay in the ring. A ring that has lost keys which this gateway knows gets
   * them back.
   */
  public MasterKey rotate() {
    // makes the first one, if there is none
    current();
    return locked(this::next);
  }

  private MasterKey next() {
    MasterKey before = current();
    Stored<KeyRoll> roll = roll().orElseThrow();
    MasterKey next = MasterKey.random();
    // a file that cannot be read may have keys that are known to nobody
    ring.now();
    ring.keep(whole(roll.value()).with(next), false);
    KeyRoll rotated = roll.value().rotated(next, clock.instant());
    if (records.replace(roll, rotated, KeyRoll.CODEC) instanceof Swap.Lost) {
      throw new MasterKeyException("another gateway has just changed the master key");
    }
    LOG.info("the master key is {} now, before it was {}", next.id(), before.id());
    return next;
  }

  /** When the current key became that: at its rotation, or at the first start. */
  public Instant currentSince() {
    current();
    KeyRoll roll = roll().orElseThrow().value();
    return roll.entries().stream()
        .filter(entry -> entry.id().equals(roll.current()))
        .map(KeyRoll.Entry::since)
        .findFirst()
        .orElseThrow(() -> new CorruptRecordException("no entry of the master key in use"));
  }

  /** Whether there ever was another master key, so that something may still be under it. */
  boolean hasRotated() {
    return roll().filter(found -> found.value().entries().size() > 1).isPresent();
  }

  /**
   * Writes all keys that this gateway knows into a new PKCS#12 keystore, which may serve as a ring
   * itself: also if the ring has lost them, or is gone.
   *
   * @throws IOException if the file is there, or cannot be written
   */
  public void export(Path file, char[] passPhrase) throws IOException {
    current();
    new KeystoreKeyRing(file, passPhrase).create(ring.known());
  }

  /** All keys, which must be all that the metadata store ever needed. */
  private KeyRing whole(KeyRoll roll) {
    KeyRing known = ring.known();
    for (KeyRoll.Entry entry : roll.entries()) {
      if (known.find(entry.id()).isEmpty()) {
        throw new MasterKeyException(
            store.place() + " does not have the master key " + entry.id() + " any more");
      }
    }
    return known;
  }

  private Optional<Stored<KeyRoll>> roll() {
    return records.get(ROLL, KeyRoll.CODEC);
  }

  /** Nobody else changes the ring between its reading and the record that tells of its keys. */
  @SuppressWarnings("try")
  private synchronized <T> T locked(Supplier<T> change) {
    try (Closeable lock = store.lock()) {
      return change.get();
    } catch (IOException e) {
      throw new MasterKeyException("cannot lock " + store.place() + ": " + e.getMessage(), e);
    }
  }

  /** Makes the first ring, or takes the one that was put there, and tells the metadata store. */
  private KeyRoll begin() {
    // a ring that is there may be one that cannot be written, nor locked
    Optional<KeyRing> found = ring.now();
    return found.isPresent() ? begin(found.get()) : locked(() -> begin(first()));
  }

  private KeyRing first() {
    Optional<KeyRing> found = ring.now();
    if (found.isPresent()) {
      return found.get();
    }
    requireNothingSealed();
    KeyRing first = new KeyRing(List.of(MasterKey.random()));
    ring.keep(first, true);
    LOG.info("made a master key in {}: keep a copy elsewhere (mucura:key-export)", store.place());
    return first;
  }

  private KeyRoll begin(KeyRing found) {
    KeyRoll roll = KeyRoll.beginning(found.newest(), clock.instant());
    Swap<KeyRoll> created = records.create(ROLL, roll, KeyRoll.CODEC);
    return created instanceof Swap.Lost<KeyRoll> lost ? lost.current().orElseThrow().value() : roll;
  }

  private void requireNothingSealed() {
    for (RecordType type : new RecordType[] {RecordType.BUCKET, RecordType.ACCESS_KEY}) {
      if (!records.scan(type.all(), 1).isEmpty()) {
        throw new MasterKeyException(
            store.place()
                + " is not there, but the metadata store has sealed records: put the copy in its"
                + " place that has their key; nothing was changed; see docs/admin.md, Keys");
      }
    }
  }

  /** The current key, which is the one that the metadata store means. */
  private MasterKey checked(KeyRoll roll) {
    MasterKey key = get(roll.current());
    boolean right =
        roll.entries().stream()
            .anyMatch(e -> e.id().equals(key.id()) && e.check().equals(key.checkValue()));
    if (!right) {
      throw new CorruptRecordException("the check value of the master key " + key.id());
    }
    return key;
  }
}
