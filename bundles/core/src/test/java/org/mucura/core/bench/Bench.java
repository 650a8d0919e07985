package org.mucura.core.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import org.mucura.core.S3Exception;
import org.mucura.core.backup.Backup;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.commit.CommitNotices;
import org.mucura.core.commit.ObjectCodec;
import org.mucura.core.commit.ObjectOwner;
import org.mucura.core.commit.Storage;
import org.mucura.core.content.Body;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.fsck.Fsck;
import org.mucura.core.job.Job;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.lease.Rank;
import org.mucura.core.object.DeleteObject;
import org.mucura.core.object.GetObject;
import org.mucura.core.object.Listing;
import org.mucura.core.object.ObjectInfo;
import org.mucura.core.object.ObjectPage;
import org.mucura.core.object.ObjectQuery;
import org.mucura.core.object.Objects;
import org.mucura.core.object.OpenObject;
import org.mucura.core.object.PutObject;
import org.mucura.core.object.PutResult;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.purge.StoredContents;
import org.mucura.core.reclaim.ContentOwner;
import org.mucura.core.reclaim.Ground;
import org.mucura.core.reclaim.OrphanSweep;
import org.mucura.core.reclaim.ReclaimJob;
import org.mucura.core.reclaim.Reclaimer;
import org.mucura.core.scrub.Scrub;
import org.mucura.core.scrub.ScrubConfig;
import org.mucura.core.seal.Seals;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.store.Stores;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.TestKeys;
import org.mucura.core.upload.CompleteResult;
import org.mucura.core.upload.CompleteUpload;
import org.mucura.core.upload.CompletedPart;
import org.mucura.core.upload.CreateUpload;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.PartTarget;
import org.mucura.core.upload.UploadTarget;
import org.mucura.core.upload.UploadWiring;
import org.mucura.core.upload.Uploads;
import org.mucura.core.usage.Usage;
import org.mucura.core.usage.UsageTotal;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.event.EventSink;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.wire.ErrorCode;

/** The core on given stores, with a clock that stands still, and with short words for its calls. */
public final class Bench implements AutoCloseable {

  /** On whose behalf everything is done. */
  public static final String ACCOUNT = "123456789012";

  private static final String BUCKET = "bench";

  private final CurrentSettings settings;
  private final ManualClock clock;
  private final Storage storage;
  private final Objects objects;
  private final Uploads uploads;
  private final Listing listing;
  private final Buckets buckets;
  private final Usage usage;
  private final Job uploadsJob;
  private final Ground ground;
  private final List<ContentOwner> owners;

  /** Starts a gateway. Makes the bucket in which everything happens if there is none. */
  public Bench(MetadataStore metadata, BlobStore blobs, ManualClock clock) {
    this(metadata, blobs, clock, Runnable::run);
  }

  /** As the other one, with somebody else to do what no client waits for. */
  public Bench(MetadataStore metadata, BlobStore blobs, ManualClock clock, Executor redos) {
    this(metadata, blobs, clock, new Others(redos, List.of()));
  }

  /** Who does what no client waits for, and who is told of events. */
  public record Others(Executor redos, List<EventSink> sinks) {}

  /** As the other ones, among others. */
  public Bench(MetadataStore metadata, BlobStore blobs, ManualClock clock, Others others) {
    this.clock = clock;
    this.settings = new CurrentSettings(settings());
    StoreRegistry stores = new StoreRegistry(settings);
    stores.addMetadata("default", metadata, new Rank(0, 0));
    stores.addBlobs("default", blobs, new Rank(0, 0));
    RecordStore records = new RecordStore(stores.metadata());
    this.usage = new Usage(records);
    MasterKeys keys = TestKeys.of(stores.metadata());
    UploadWiring wiring = new UploadWiring(usage, settings, clock);
    this.buckets =
        new Buckets(stores, settings, new StoredContents(stores, usage, settings, clock), keys);
    this.storage =
        new Storage(
            stores,
            settings,
            new Storage.Links(
                new Seals(keys),
                wiring.finish(records),
                new CommitNotices(buckets, usage, others.sinks())),
            new Storage.Surroundings(clock, others.redos(), () -> {}));
    this.objects = new Objects(storage);
    this.uploads = wiring.uploads(storage);
    this.uploadsJob = wiring.job(storage, buckets);
    this.listing = new Listing(storage);
    this.owners = new ArrayList<>(wiring.owners(stores));
    owners.add(new ObjectOwner(storage, clock));
    this.ground = Ground.of(stores, clock, owners);
    makeBucket();
  }

  /** Parts have any size, and the bucket is read once. */
  private static Settings settings() {
    Settings defaults = Settings.DEFAULTS;
    return new Settings(
        defaults.metadataStore(),
        defaults.contentStores(),
        defaults.storeWait(),
        defaults.storeDrain(),
        Duration.ofDays(1),
        Set.of(),
        1,
        defaults.reclaimGrace(),
        defaults.orphanAge());
  }

  private void makeBucket() {
    try {
      buckets.get(BUCKET);
    } catch (S3Exception e) {
      buckets.create(ACCOUNT, BUCKET, "eu-west-1");
      buckets.get(BUCKET);
    }
  }

  public Objects objects() {
    return objects;
  }

  public Storage storage() {
    return storage;
  }

  public Ground ground() {
    return ground;
  }

  public ManualClock clock() {
    return clock;
  }

  public Bucket bucket() {
    return buckets.get(BUCKET);
  }

  /** What the bucket holds, as it was counted. */
  public UsageTotal usage() {
    usage.flush();
    return usage.ofBucket(bucket().id());
  }

  public Buckets buckets() {
    return buckets;
  }

  public Uploads uploads() {
    return uploads;
  }

  public PutResult put(String key, String text) {
    return put(key, text, WriteCondition.NONE);
  }

  public PutResult put(String key, String text, WriteCondition condition) {
    return put(key, ObjectAttributes.NONE, condition, body(text));
  }

  public PutResult put(
      String key, ObjectAttributes attributes, WriteCondition condition, Body body) {
    return objects.put(new PutObject(bucket(), key, attributes, condition, ACCOUNT), body);
  }

  public static Body body(String text) {
    return body(text, ExpectedDigests.NONE);
  }

  public static Body body(String text, ExpectedDigests expected) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Body(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), expected);
  }

  public ObjectInfo head(String key) {
    return objects.head(GetObject.of(bucket(), key));
  }

  public String get(String key) {
    GetObject request = GetObject.of(bucket(), key);
    try (OpenObject open = objects.get(request);
        InputStream stream = open.read(new BlobRange(0, open.info().size()))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public ObjectInfo headPart(String key, int number) {
    GetObject whole = GetObject.of(bucket(), key);
    return objects.head(new GetObject(bucket(), key, whole.conditions(), OptionalInt.of(number)));
  }

  public void delete(String key) {
    objects.delete(new DeleteObject(bucket(), key, Optional.empty(), ACCOUNT));
  }

  public ObjectPage list(ObjectQuery query) {
    return listing.list(bucket(), query);
  }

  /** Begins an upload. */
  public UploadTarget begin(String key) {
    CreateUpload request =
        new CreateUpload(
            bucket(),
            key,
            ObjectAttributes.NONE,
            Optional.empty(),
            Optional.empty(),
            ACCOUNT,
            false);
    return new UploadTarget(bucket(), key, uploads.create(request).id());
  }

  public PartInfo putPart(UploadTarget upload, int number, String text) {
    return uploads.putPart(new PartTarget(upload, number), body(text));
  }

  public CompleteResult complete(
      UploadTarget upload, List<PartInfo> parts, WriteCondition condition) {
    List<CompletedPart> listed =
        parts.stream().map(p -> new CompletedPart(p.number(), p.etag(), Map.of())).toList();
    return uploads.complete(
        new CompleteUpload(
            upload, listed, condition, OptionalLong.empty(), Optional.empty(), Optional.empty()));
  }

  /** How many blobs all objects have together. */
  public int partCount() {
    return keys().stream().mapToInt(key -> head(key).partsCount().orElse(1)).sum();
  }

  /** All keys, page by page. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      ObjectPage page = list(new ObjectQuery("", Optional.empty(), after, 1000));
      page.objects().forEach(object -> keys.add(object.key()));
      after = page.next();
    } while (after.isPresent());
    return keys;
  }

  /** Works off what the reclaim queue has at this time. */
  public void reclaim() {
    try (ReclaimJob job = new ReclaimJob(new Reclaimer(ground, clock))) {
      while (job.step()) {
        // goes on
      }
    }
  }

  /** As {@link #reclaim}, on this thread. */
  public void reclaimHere() {
    new Reclaimer(ground, clock).reclaimAll();
  }

  /** Works off the reclaim queue as soon as it is due. */
  public void tidyAtOnce() {
    clock.advance(settings.get().reclaimGrace().plusSeconds(1));
    reclaimHere();
  }

  /** Gives an upload up if it is still under way. */
  public void abortIfOpen(UploadTarget upload) {
    try {
      uploads.abort(upload);
    } catch (S3Exception e) {
      if (e.code() != ErrorCode.NO_SUCH_UPLOAD) {
        throw e;
      }
    }
  }

  /** Whether something is left to be redone. */
  public boolean hasPending() {
    return ground.records().scan(RecordType.OBJECT.all(), 1000, new ObjectCodec()).stream()
        .anyMatch(object -> object.value().pending().isPresent());
  }

  /** Lets all times pass, and has everything done that is done behind the requests. */
  public void tidy() {
    clock.advance(settings.get().orphanAge().plusSeconds(1));
    runUploadsJob();
    runUploadsJob();
    sweep();
    tidyAtOnce();
  }

  /** What ended is cleared in the first run, and forgotten in the second. */
  public void runUploadsJob() {
    while (uploadsJob.step()) {
      // goes on
    }
  }

  /** One run of the sweep at this time. */
  public void sweep() {
    OrphanSweep sweep = new OrphanSweep(ground, clock, () -> settings.get().orphanAge());
    while (sweep.step()) {
      // goes on
    }
  }

  /** A backup of these stores. */
  public Backup newBackup() {
    return new Backup(ground.stores(), TestKeys.of(ground.stores().metadata()), clock);
  }

  /** A check of these stores that does not wait. */
  public Fsck newFsck() {
    return new Fsck(
        ground,
        usage,
        new Fsck.Times(clock, () -> settings.get().orphanAge(), Duration.ofMillis(1)));
  }

  /** A scrub of these stores that does not wait; nothing of it was done yet. */
  public Scrub newScrub() {
    return newScrub(ground.stores());
  }

  /** As the other one, of blobs in other stores. */
  public Scrub newScrub(Stores stores) {
    return new Scrub(
        stores,
        owners,
        clock,
        new ScrubConfig.Rhythm(Duration.ofDays(30), 1L << 40, Duration.ZERO));
  }

  @Override
  public void close() {
    objects.close();
    uploads.close();
    storage.close();
  }
}
