package org.mucura.commands.file;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.mucura.core.account.AccessKey;
import org.mucura.core.account.AccessKeyUser;
import org.mucura.core.account.Accounts;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.KeyRotationJob;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.key.MemoryKeyRing;
import org.mucura.core.lease.Rank;
import org.mucura.core.scrub.Scrub;
import org.mucura.core.scrub.ScrubConfig;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;
import org.mucura.core.store.StoreRegistry;
import org.mucura.metadata.memory.MemoryMetadataStore;

/** Accounts as the core keeps them, in memory; nothing is cached or waited for. */
public final class MemoryAccounts {

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final StoreRegistry stores;
  private final MasterKeys masterKeys;
  private final KeyRotationJob rotations;
  private final Accounts accounts;
  private final Scrub scrub;

  public MemoryAccounts() {
    CurrentSettings settings =
        new CurrentSettings(
            new Settings(
                "default",
                List.of("default"),
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                Duration.ZERO,
                Set.of(),
                0,
                Settings.RECLAIM_GRACE_MIN,
                Duration.ofDays(7)));
    this.stores = new StoreRegistry(settings);
    RecordStore records = new RecordStore(stores.metadata());
    this.masterKeys = new MasterKeys(records, new MemoryKeyRing(), InstantSource.system());
    this.rotations =
        new KeyRotationJob(records, masterKeys, List.of(new AccessKeyUser(masterKeys)));
    this.accounts = new Accounts(stores, settings, masterKeys);
    this.scrub =
        new Scrub(
            stores,
            List.of(),
            InstantSource.system(),
            new ScrubConfig.Rhythm(Duration.ofDays(30), 1L << 40, Duration.ZERO));
    stores.addMetadata("default", metadata, new Rank(0, 1));
  }

  public StoreRegistry stores() {
    return stores;
  }

  public Accounts accounts() {
    return accounts;
  }

  /** The keys under which the secrets are. */
  public MasterKeys masterKeys() {
    return masterKeys;
  }

  public KeyRotationJob rotations() {
    return rotations;
  }

  /** Of what no account has. */
  public Scrub scrub() {
    return scrub;
  }

  public List<AccessKey> keysOf(String account) {
    return accounts.keys(accounts.byName(account).orElseThrow().id());
  }

  /** Takes the metadata store away. */
  public void lose() {
    stores.removeMetadata(metadata);
  }
}
