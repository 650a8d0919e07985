package org.mucura.core.testing;

import java.time.InstantSource;
import java.util.Random;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.KeyRingStore;
import org.mucura.core.key.KeyWrap;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.key.MemoryKeyRing;
import org.mucura.core.key.WrappedKey;
import org.mucura.core.seal.Seal;
import org.mucura.core.seal.Seals;
import org.mucura.core.store.Stores;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.MetadataStore;

/** The master keys of all gateways in tests, which so can open what another one has sealed. */
public final class TestKeys {

  private static final KeyRingStore RING = new MemoryKeyRing();

  private static final Random RANDOM = new Random(1);

  private TestKeys() {}

  /** Of a gateway on this store. */
  public static MasterKeys of(MetadataStore metadata) {
    return new MasterKeys(new RecordStore(metadata), RING, InstantSource.system());
  }

  /** Where they are. */
  public static KeyRingStore ring() {
    return RING;
  }

  /** A key that a bucket might have, where nothing is sealed. */
  public static WrappedKey wrappedKey() {
    return new WrappedKey("00".repeat(8), random(KeyWrap.WRAPPED_LENGTH));
  }

  /** A seal that a blob might have, where none is opened. */
  public static Seal seal() {
    return new Seal(random(Seal.ID_LENGTH), random(KeyWrap.WRAPPED_LENGTH), RANDOM.nextInt());
  }

  private static Bytes random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  /** As the other one. */
  public static Seals seals(Stores stores) {
    return new Seals(of(stores.metadata()));
  }
}
