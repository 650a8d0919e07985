package org.mucura.core.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.commit.CommitNotices;
import org.mucura.core.commit.ObjectOwner;
import org.mucura.core.commit.Storage;
import org.mucura.core.content.Body;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.lease.Rank;
import org.mucura.core.object.DeleteObject;
import org.mucura.core.object.GetObject;
import org.mucura.core.object.ObjectInfo;
import org.mucura.core.object.Objects;
import org.mucura.core.object.OpenObject;
import org.mucura.core.object.PutObject;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.purge.StoredContents;
import org.mucura.core.reclaim.ContentOwner;
import org.mucura.core.reclaim.Ground;
import org.mucura.core.reclaim.OrphanSweep;
import org.mucura.core.reclaim.ReclaimJob;
import org.mucura.core.reclaim.Reclaimer;
import org.mucura.core.seal.Seals;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.TestKeys;
import org.mucura.core.usage.Usage;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.wire.ErrorCode;

/** A gateway on given stores, with short words for what tests do with uploads. */
final class UploadBench {

  static final String ACCOUNT = "123456789012";
  static final int PART_SIZE_MIN = 5;

  final CurrentSettings settings =
      new CurrentSettings(
          new Settings(
              "default",
              List.of("default"),
              Duration.ofMillis(100),
              Duration.ofSeconds(20),
              Duration.ZERO,
              Set.of(),
              PART_SIZE_MIN,
              Duration.ofMinutes(5),
              Duration.ofDays(7)));
  final ManualClock clock;
  final RecordStore records;
  final Buckets buckets;
  final Usage usage;
  final Storage storage;
  final Objects objects;
  final Uploads uploads;
  final UploadsJob job;
  private final StoredContents contents;
  private final Ground ground;

  UploadBench(MetadataStore metadata, BlobStore blobs, ManualClock clock) {
    this(metadata, blobs, clock, Runnable::run);
  }

  /** With somebody else to do what no client waits for. */
  UploadBench(MetadataStore metadata, BlobStore blobs, ManualClock clock, Executor background) {
    this.clock = clock;
    StoreRegistry stores = new StoreRegistry(settings);
    stores.addMetadata("default", metadata, new Rank(0, 1));
    stores.addBlobs("default", blobs, new Rank(0, 1));
    this.records = new RecordStore(stores.metadata());
    this.usage = new Usage(records);
    MasterKeys keys = TestKeys.of(stores.metadata());
    this.contents = new StoredContents(stores, usage, settings, clock);
    this.buckets = new Buckets(stores, settings, contents, keys);
    this.storage =
        new Storage(
            stores,
            settings,
            new Storage.Links(
                new Seals(keys),
                new FinishedUploads(records, clock),
                new CommitNotices(buckets, usage, List.of())),
            new Storage.Surroundings(clock, background, () -> {}));
    this.objects = new Objects(storage);
    this.uploads =
        new Uploads(
            storage, usage, settings, new Uploads.Surroundings(clock, background, () -> {}));
    this.job = new UploadsJob(Tools.of(storage, usage, settings, clock), buckets, clock);
    List<ContentOwner> owners =
        List.of(
            new PartOwner(stores, usage, settings, clock),
            new UploadOwner(),
            new ObjectOwner(storage, clock));
    this.ground = Ground.of(stores, clock, owners);
  }

  Bucket bucket() {
    return buckets.get("bench");
  }

  Bucket newBucket() {
    return buckets.create(ACCOUNT, "bench", "eu-west-1");
  }

  UploadTarget begin(String key) {
    return target(key, uploads.create(create(key)).id());
  }

  CreateUpload create(String key) {
    return new CreateUpload(
        bucket(), key, ObjectAttributes.NONE, Optional.empty(), Optional.empty(), ACCOUNT, false);
  }

  UploadTarget target(String key, String uploadId) {
    return new UploadTarget(bucket(), key, uploadId);
  }

  PartInfo putPart(UploadTarget target, int number, String text) {
    return uploads.putPart(new PartTarget(target, number), body(text));
  }

  CompleteResult complete(UploadTarget target, PartInfo... parts) {
    return complete(target, WriteCondition.NONE, parts);
  }

  CompleteResult complete(UploadTarget target, WriteCondition condition, PartInfo... parts) {
    return uploads.complete(request(target, condition, parts));
  }

  static CompleteUpload request(UploadTarget target, WriteCondition condition, PartInfo... parts) {
    return new CompleteUpload(
        target, listed(parts), condition, OptionalLong.empty(), Optional.empty(), Optional.empty());
  }

  static List<CompletedPart> listed(PartInfo... parts) {
    List<CompletedPart> listed = new ArrayList<>();
    for (PartInfo part : parts) {
      listed.add(new CompletedPart(part.number(), part.etag(), Map.of()));
    }
    return listed;
  }

  List<Integer> partNumbers(UploadTarget target) {
    return uploads.listParts(new PartQuery(target, 0, 1000)).parts().stream()
        .map(PartInfo::number)
        .toList();
  }

  List<String> uploadKeys() {
    return list(Optional.empty()).uploads().stream().map(Upload::key).toList();
  }

  UploadPage list(Optional<String> delimiter) {
    return uploads.list(
        bucket(), new UploadQuery("", delimiter, Optional.empty(), Optional.empty(), 1000));
  }

  void put(String key, String text) {
    objects.put(
        new PutObject(bucket(), key, ObjectAttributes.NONE, WriteCondition.NONE, ACCOUNT),
        body(text));
  }

  void delete(String key) {
    objects.delete(new DeleteObject(bucket(), key, Optional.empty(), ACCOUNT));
  }

  ObjectInfo head(String key) {
    return objects.head(GetObject.of(bucket(), key));
  }

  ObjectInfo headPart(String key, int number) {
    GetObject whole = GetObject.of(bucket(), key);
    return objects.head(new GetObject(bucket(), key, whole.conditions(), OptionalInt.of(number)));
  }

  String get(String key) {
    try (OpenObject open = objects.get(GetObject.of(bucket(), key));
        InputStream stream = open.read(new BlobRange(0, open.info().size()))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static Body body(String text) {
    return body(text, ExpectedDigests.NONE);
  }

  static Body body(String text, ExpectedDigests expected) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Body(new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), expected);
  }

  /** A body at whose end something happens. */
  static Body late(String text, Runnable atEnd) {
    InputStream end =
        new InputStream() {
          @Override
          public int read() {
            atEnd.run();
            return -1;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            return read();
          }
        };
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    InputStream stream = new SequenceInputStream(new ByteArrayInputStream(bytes), end);
    return new Body(stream, OptionalLong.empty(), ExpectedDigests.NONE);
  }

  /** Lets all times pass, and has everything done that is done behind the requests. */
  void tidy() {
    housekeep();
    clock.advance(Duration.ofDays(8));
    housekeep();
    sweep();
    clock.advance(Duration.ofMinutes(6));
    reclaim();
    sweep();
  }

  /** Removes what a deleted bucket left. */
  void purge(Bucket bucket) {
    while (contents.purge(bucket.id(), bucket.owner())) {
      // goes on
    }
  }

  void housekeep() {
    while (job.step()) {
      // goes on
    }
  }

  void reclaim() {
    try (ReclaimJob reclaim = new ReclaimJob(new Reclaimer(ground, clock))) {
      while (reclaim.step()) {
        // goes on
      }
    }
  }

  void sweep() {
    OrphanSweep sweep = new OrphanSweep(ground, clock, () -> settings.get().orphanAge());
    while (sweep.step()) {
      // goes on
    }
  }

  /** That a call answers so. */
  static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
