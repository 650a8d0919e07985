package org.mucura.monitoring.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.Before;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.auth.LeasedAuthenticators;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.key.MemoryKeyRing;
import org.mucura.core.lease.Rank;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;
import org.mucura.core.store.StoreRegistry;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.auth.AuthOutcome;

/** What is missing is named, and not waited for. */
public class StoreChecksTest {

  private final CurrentSettings settings = new CurrentSettings(Settings.DEFAULTS);
  private final StoreRegistry stores = new StoreRegistry(settings);
  private final LeasedAuthenticators authenticators = new LeasedAuthenticators(settings);
  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 20);
  private @Nullable MasterKeys keys;

  @Before
  public void everythingIsThere() {
    stores.addMetadata("default", metadata, new Rank(0, 1));
    stores.addBlobs("default", blobs, new Rank(0, 2));
    authenticators.add("s3-signature", request -> new AuthOutcome.NotMine(), new Rank(0, 3));
    keys =
        new MasterKeys(
            new RecordStore(stores.metadata()), new MemoryKeyRing(), InstantSource.system());
  }

  @Test
  public void allIsWell() throws Exception {
    assertThat(faults()).isEmpty();
  }

  @Test
  public void withoutTheMetadataStoreNothingElseIsBlamed() throws Exception {
    stores.removeMetadata(metadata);
    long begin = System.nanoTime();
    assertThat(faults()).isEqualTo(Map.of("metadata", "the store default is not there"));
    assertThat(System.nanoTime() - begin).isLessThan(Settings.DEFAULTS.storeWait().toNanos());
  }

  @Test
  public void withoutAContentStore() throws Exception {
    stores.removeBlobs(blobs);
    stores.addBlobs("other", new MemoryBlobStore(1 << 20), new Rank(0, 4));
    assertThat(faults()).isEqualTo(Map.of("contents", "none of the stores [default] is there"));
  }

  @Test
  public void aContentStoreOfAnotherInstallation() throws Exception {
    stores.ownBlobs("default").close();
    stores.removeMetadata(metadata);
    stores.addMetadata("default", new MemoryMetadataStore(), new Rank(0, 5));
    assertThat(faults())
        .isEqualTo(Map.of("contents", "the store default belongs to another installation"));
  }

  @Test
  public void withoutKeys() throws Exception {
    keys = null;
    assertThat(faults().keySet()).containsExactly("keys");
  }

  @Test
  public void withoutARequiredAuthenticator() throws Exception {
    assertThat(new LeasedAuthenticators(settings).list()).isEmpty();
    StoreChecks without =
        new StoreChecks(settings, stores, new LeasedAuthenticators(settings), () -> keys);
    assertThat(faults(without))
        .isEqualTo(Map.of("authenticators", "the authenticator s3-signature is not there"));
  }

  private Map<String, String> faults() throws Exception {
    return faults(new StoreChecks(settings, stores, authenticators, () -> keys));
  }

  private static Map<String, String> faults(StoreChecks checks) throws Exception {
    Map<String, String> faults = new TreeMap<>();
    for (Check check : checks.all()) {
      Optional<String> fault = check.fault().call();
      fault.ifPresent(what -> faults.put(check.name(), what));
    }
    return faults;
  }
}
