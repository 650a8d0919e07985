package org.mucura.core.key;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Puts master keys of a former gateway where this one, which is not used yet, will look for them.
 */
@Component(
    service = RingImport.class,
    configurationPid = "org.mucura.keys",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class RingImport {

  private final KeyRingStore store;

  @Activate
  public RingImport(MasterKeys.Config config) throws IOException {
    this(KeyRingStores.of(config.file(), config.password_file(), config.password_variable()));
  }

  public RingImport(KeyRingStore store) {
    this.store = store;
  }

  /**
   * Takes over all keys of a keystore.
   *
   * @throws IOException with a message for an administrator, if it does not open, or other keys are
   *     in the place already
   */
  @SuppressWarnings("try") // the lock is only held
  public void keep(Path keystore, char[] passPhrase) throws IOException {
    KeyRing ring =
        new KeystoreKeyRing(keystore, passPhrase)
            .read()
            .orElseThrow(() -> new IOException(keystore + " is not there"));
    try (Closeable lock = store.lock()) {
      Optional<KeyRing> found = store.read();
      if (found.isEmpty()) {
        store.create(ring);
      } else if (ring.keys().stream().anyMatch(key -> found.get().find(key.id()).isEmpty())) {
        throw new IOException(
            store.place() + " has other master keys than the backup; begin with an empty folder");
      }
    }
  }

  /**
   * The keys that the metadata need are there.
   *
   * @throws MasterKeyException if not, with what to do
   */
  public void require(RecordStore records) {
    // of metadata that never had one none is needed, and none must be made
    if (records.get(MasterKeys.ROLL, RecordCodec.PLAIN).isPresent()) {
      MasterKey unused = new MasterKeys(records, store, InstantSource.system()).current();
    }
  }
}
