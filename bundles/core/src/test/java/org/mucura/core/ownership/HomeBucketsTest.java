package org.mucura.core.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;
import org.mucura.core.account.Account;
import org.mucura.core.account.Accounts;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.format.RecordStore;
import org.mucura.core.lease.Rank;
import org.mucura.core.purge.StoredContents;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.testing.TestKeys;
import org.mucura.core.testing.TestSettings;
import org.mucura.core.usage.Usage;
import org.mucura.metadata.memory.MemoryMetadataStore;

public class HomeBucketsTest {

  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private final CurrentSettings settings = TestSettings.uncached();
  private final StoreRegistry stores = new StoreRegistry(settings);
  private final Buckets buckets;

  public HomeBucketsTest() {
    stores.addMetadata("default", store, new Rank(0, 1));
    Usage usage = new Usage(new RecordStore(stores.metadata()));
    StoredContents contents = new StoredContents(stores, usage, settings);
    buckets = new Buckets(stores, settings, contents, TestKeys.of(store));
  }

  @Test
  public void anAccountGetsNoneUnlessTheSettingSaysSo() {
    assertThat(new HomeBuckets("", buckets).nameFor("marie")).isEmpty();
    assertThat(new HomeBuckets(" ", buckets).nameFor("marie")).isEmpty();
    assertThatThrownBy(() -> new HomeBuckets("home", buckets))
        .hasMessageContaining("home.bucket.name")
        .hasMessageContaining("{account}");
  }

  @Test
  public void theNameIsMadeOfTheAccounts() {
    HomeBuckets homes = new HomeBuckets("home-{account}", buckets);

    assertThat(homes.nameFor("marie")).contains("home-marie");
    assertThat(homes.nameFor("Marie.Curie@example_org")).contains("home-marie.curie-example-org");
  }

  @Test
  public void itBelongsToTheAccount() {
    Account marie = new Accounts(stores, settings, TestKeys.of(store)).create("marie");
    HomeBuckets homes = new HomeBuckets("{account}", buckets);
    homes.requireFree("marie");

    Bucket home = homes.create(marie, "marie", "us-east-1");

    assertThat(buckets.get("marie")).isEqualTo(home);
    assertThat(home.owner()).isEqualTo(marie.id());
    assertThatThrownBy(() -> homes.requireFree("marie")).hasMessageContaining("marie is taken");
    assertThatThrownBy(() -> homes.requireFree("m"))
        .isInstanceOf(OwnershipException.class)
        .hasMessageContaining("cannot be named m");
  }
}
