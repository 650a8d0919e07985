package org.mucura.commands.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.account.AccessKey;
import org.mucura.core.account.AccessKeyUser;
import org.mucura.core.account.Accounts;
import org.mucura.core.backup.Backup;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.commit.CommitNotices;
import org.mucura.core.commit.ObjectOwner;
import org.mucura.core.commit.Storage;
import org.mucura.core.content.Body;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.format.RecordStore;
import org.mucura.core.fsck.Fsck;
import org.mucura.core.job.JobList;
import org.mucura.core.key.KeyRotationJob;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.key.MemoryKeyRing;
import org.mucura.core.lease.Rank;
import org.mucura.core.object.Objects;
import org.mucura.core.object.PutObject;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.ownership.Ownership;
import org.mucura.core.purge.StoredContents;
import org.mucura.core.reclaim.Ground;
import org.mucura.core.scrub.Scrub;
import org.mucura.core.scrub.ScrubConfig;
import org.mucura.core.seal.Seals;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.store.Stores;
import org.mucura.core.upload.CreateUpload;
import org.mucura.core.upload.FinishedUploads;
import org.mucura.core.upload.Upload;
import org.mucura.core.upload.Uploads;
import org.mucura.core.usage.Usage;
import org.mucura.metadata.memory.MemoryMetadataStore;

/** What the core keeps, in memory; nothing is cached or waited for. */
public final class MemoryGateway implements AutoCloseable {

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 20);
  private final StoreRegistry stores;
  private final MasterKeys masterKeys;
  private final KeyRotationJob rotations;
  private final Accounts accounts;
  private final Buckets buckets;
  private final Usage usage;
  private final Ownership ownership;
  private final Storage storage;
  private final Uploads uploads;
  private final Scrub scrub;
  private final Fsck fsck;

  public MemoryGateway() {
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
    this.usage = new Usage(records);
    this.buckets =
        new Buckets(stores, settings, new StoredContents(stores, usage, settings), masterKeys);
    this.ownership = new Ownership(accounts, buckets, usage, settings);
    this.storage =
        new Storage(
            stores,
            settings,
            new Seals(masterKeys),
            new FinishedUploads(stores),
            new CommitNotices(buckets, usage, List.of()));
    this.uploads = new Uploads(storage, usage, settings);
    this.scrub =
        new Scrub(
            stores,
            List.of(),
            InstantSource.system(),
            new ScrubConfig.Rhythm(Duration.ofDays(30), 1L << 40, Duration.ZERO));
    this.fsck =
        new Fsck(
            Ground.of(stores, InstantSource.system(), List.of(new ObjectOwner(storage))),
            usage,
            new Fsck.Times(InstantSource.system(), () -> Duration.ofDays(7), Duration.ofMillis(1)));
    stores.addMetadata("default", metadata, new Rank(0, 1));
    stores.addBlobs("default", blobs, new Rank(0, 1));
  }

  public StoreRegistry stores() {
    return stores;
  }

  public Accounts accounts() {
    return accounts;
  }

  public Buckets buckets() {
    return buckets;
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

  /** All of it that the commands ask for. */
  public List<Object> services() {
    return List.of(
        stores,
        accounts,
        buckets,
        usage,
        ownership,
        uploads,
        masterKeys,
        rotations,
        scrub,
        fsck,
        new Backup(stores, masterKeys),
        new JobList(stores));
  }

  public List<AccessKey> keysOf(String account) {
    return accounts.keys(accounts.byName(account).orElseThrow().id());
  }

  /** Puts an object as the bucket's owner. */
  public void put(String bucket, String key, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Bucket into = buckets.get(bucket);
    new Objects(storage)
        .put(
            new PutObject(into, key, ObjectAttributes.NONE, WriteCondition.NONE, into.owner()),
            new Body(
                new ByteArrayInputStream(bytes),
                OptionalLong.of(bytes.length),
                ExpectedDigests.NONE));
  }

  /** Begins an upload as the bucket's owner. */
  public Upload begin(String bucket, String key) {
    Bucket into = buckets.get(bucket);
    return uploads.create(
        new CreateUpload(
            into,
            key,
            ObjectAttributes.NONE,
            Optional.empty(),
            Optional.empty(),
            into.owner(),
            false));
  }

  /** Loses the contents of all objects behind the metadata's back. */
  public void loseContents() throws IOException {
    blobs.delete(
        blobs.list(Optional.empty(), 1_000).stream()
            .filter(id -> !id.equals(Stores.MARK))
            .toList());
  }

  /** Takes the metadata store away. */
  public void lose() {
    stores.removeMetadata(metadata);
  }

  @Override
  public void close() {
    uploads.close();
    storage.close();
  }
}
