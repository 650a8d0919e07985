package org.mucura.core.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.Buckets.Surroundings;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.TestKeys;
import org.mucura.core.testing.TestSettings;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Revision;
import org.mucura.wire.ErrorCode;

public class BucketsTest {

  private static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final String ALICE = "000000000001";
  private static final String BOB = "000000000002";

  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private final ManualClock clock = new ManualClock();
  private final FakeContents contents = new FakeContents();
  private final List<Runnable> whileWaiting = new ArrayList<>();
  private final Buckets buckets = gateway();
  private final Buckets otherGateway = gateway();

  private Buckets gateway() {
    return new Buckets(
        new RecordStore(store),
        TestSettings.cachedFor(LIFETIME),
        contents,
        new Surroundings(TestKeys.of(store), clock, this::pause));
  }

  /** Lets others act in the middle of the wait. */
  private void pause(Duration time) {
    assertThat(time).isGreaterThan(LIFETIME);
    List<Runnable> actions = List.copyOf(whileWaiting);
    whileWaiting.clear();
    actions.forEach(Runnable::run);
    clock.advance(time);
  }

  @Test
  public void aBucketIsThereForAllGatewaysAtOnce() {
    refused(ErrorCode.NO_SUCH_BUCKET, () -> otherGateway.get("photos"));

    Bucket created = buckets.create(ALICE, "photos", "eu-west-1");

    assertThat(buckets.get("photos")).isEqualTo(created);
    assertThat(otherGateway.get("photos")).isEqualTo(created);
    assertThat(created.owner()).isEqualTo(ALICE);
    assertThat(created.region()).isEqualTo("eu-west-1");
    assertThat(created.stores()).containsExactly("default");
  }

  @Test
  public void aNameIsTakenOnce() {
    buckets.create(ALICE, "photos", "eu-west-1");

    refused(
        ErrorCode.BUCKET_ALREADY_OWNED_BY_YOU,
        () -> otherGateway.create(ALICE, "photos", "eu-west-1"));
    refused(ErrorCode.BUCKET_ALREADY_EXISTS, () -> otherGateway.create(BOB, "photos", "eu-west-1"));
    assertThat(names(BOB, BucketQuery.ALL)).isEmpty();
    refused(ErrorCode.INVALID_BUCKET_NAME, () -> buckets.create(ALICE, "No", "eu-west-1"));
  }

  @Test
  public void aDeletedBucketIsGoneForAllGateways() {
    Bucket deleted = buckets.create(ALICE, "photos", "eu-west-1");
    otherGateway.get("photos");

    buckets.delete(deleted);

    refused(ErrorCode.NO_SUCH_BUCKET, () -> buckets.get("photos"));
    refused(ErrorCode.NO_SUCH_BUCKET, () -> otherGateway.get("photos"));
    refused(ErrorCode.NO_SUCH_BUCKET, () -> buckets.delete(deleted));
    assertThat(names(ALICE, BucketQuery.ALL)).isEmpty();
  }

  @Test
  public void aBucketMadeAnewIsAnotherOne() {
    Bucket first = buckets.create(ALICE, "photos", "eu-west-1");
    buckets.delete(first);
    Bucket second = buckets.create(BOB, "photos", "eu-west-1");

    assertThat(second.id()).isNotEqualTo(first.id());
    refused(ErrorCode.NO_SUCH_BUCKET, () -> buckets.confirm(first));
    refused(ErrorCode.NO_SUCH_BUCKET, () -> buckets.delete(first));
    assertThat(buckets.get("photos")).isEqualTo(second);
  }

  @Test
  public void aBucketWithAnObjectStays() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    contents.full.add(bucket.id());
    whileWaiting.add(() -> assertThat(true).as("no wait").isFalse());

    refused(ErrorCode.BUCKET_NOT_EMPTY, () -> buckets.delete(bucket));

    assertThat(buckets.get("photos")).isEqualTo(bucket);
    assertThat(otherGateway.get("photos")).isEqualTo(bucket);
  }

  /**
   * The race: the other gateway knows the bucket from before, writes late, and is told "stored".
   */
  @Test
  public void aWriteConfirmedWhileTheBucketIsBeingDeletedKeepsIt() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    otherGateway.get("photos");
    whileWaiting.add(
        () -> {
          contents.full.add(bucket.id());
          otherGateway.confirm(bucket);
        });

    refused(ErrorCode.BUCKET_NOT_EMPTY, () -> buckets.delete(bucket));

    assertThat(buckets.get("photos")).isEqualTo(bucket);
  }

  /** A writer that slept over the whole deletion, its commit included, is not told "stored". */
  @Test
  public void aWriteThatDeletionDidNotSeeIsNotConfirmed() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    otherGateway.get("photos");
    buckets.delete(bucket);

    refused(ErrorCode.NO_SUCH_BUCKET, () -> otherGateway.confirm(bucket));
  }

  @Test
  public void aWriteIsNotConfirmedByAReadingOlderThanTheLifetime() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    otherGateway.get("photos");
    whileWaiting.add(
        () -> {
          clock.advance(LIFETIME);
          refused(ErrorCode.SERVICE_UNAVAILABLE, () -> otherGateway.confirm(bucket));
          refused(ErrorCode.SERVICE_UNAVAILABLE, () -> otherGateway.get("photos"));
          refused(ErrorCode.SERVICE_UNAVAILABLE, () -> buckets.get("photos"));
          refused(
              ErrorCode.OPERATION_ABORTED, () -> otherGateway.create(BOB, "photos", "eu-west-1"));
        });

    buckets.delete(bucket);

    assertThat(whileWaiting).isEmpty();
  }

  @Test
  public void oneDeletionAtATime() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    whileWaiting.add(() -> refused(ErrorCode.OPERATION_ABORTED, () -> otherGateway.delete(bucket)));

    buckets.delete(bucket);

    assertThat(whileWaiting).isEmpty();
  }

  @Test
  public void anInterruptedDeletionIsTakenBack() {
    Buckets interrupted =
        new Buckets(
            new RecordStore(store),
            TestSettings.cachedFor(LIFETIME),
            contents,
            new Surroundings(
                TestKeys.of(store),
                clock,
                time -> {
                  throw new InterruptedException();
                }));
    Bucket bucket = interrupted.create(ALICE, "photos", "eu-west-1");

    refused(ErrorCode.SERVICE_UNAVAILABLE, () -> interrupted.delete(bucket));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupted.get("photos")).isEqualTo(bucket);
  }

  @Test
  public void aDeletionThatDiedIsTakenBackByWhoeverAsks() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    whileWaiting.add(
        () -> {
          throw new IllegalStateException("the gateway dies");
        });
    assertThatThrownBy(() -> buckets.delete(bucket)).isInstanceOf(IllegalStateException.class);
    refused(ErrorCode.SERVICE_UNAVAILABLE, () -> otherGateway.get("photos"));

    clock.advance(BucketDeletion.DURATION_MAX.plusMillis(1));

    assertThat(otherGateway.get("photos")).isEqualTo(bucket);
    buckets.delete(bucket);
    refused(ErrorCode.NO_SUCH_BUCKET, () -> otherGateway.get("photos"));
  }

  @Test
  public void aDeletionThatWasTakenBackRemovesNothing() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    whileWaiting.add(
        () -> {
          clock.advance(BucketDeletion.DURATION_MAX.plusMillis(1));
          assertThat(otherGateway.get("photos")).isEqualTo(bucket);
        });

    refused(ErrorCode.OPERATION_ABORTED, () -> buckets.delete(bucket));
    run(job());

    assertThat(buckets.get("photos")).isEqualTo(bucket);
    assertThat(contents.purged).isEmpty();
    assertThat(deletedNotes()).isZero();
  }

  @Test
  public void whatADeletedBucketLeftIsPurgedForADay() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    buckets.delete(bucket);
    contents.leftovers = 3;
    DeletedBucketsJob job = job();

    run(job);
    assertThat(contents.purged).containsExactly(bucket.id());
    assertThat(contents.leftovers).isZero();
    assertThat(deletedNotes()).isEqualTo(1);

    clock.advance(Duration.ofHours(25));
    run(job);
    assertThat(deletedNotes()).isZero();
  }

  @Test
  public void aBucketBeingDeletedIsNotPurged() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    contents.onIsEmpty = () -> run(job());

    buckets.delete(bucket);

    assertThat(contents.purged).isEmpty();
  }

  @Test
  public void listsByNameInPages() {
    for (String name : List.of("ccc", "aaa", "bbb", "a.b", "aab")) {
      buckets.create(ALICE, name, name.startsWith("a") ? "eu-west-1" : "us-east-1");
    }
    buckets.create(BOB, "bob", "eu-west-1");

    assertThat(names(ALICE, BucketQuery.ALL)).containsExactly("a.b", "aaa", "aab", "bbb", "ccc");
    assertThat(names(ALICE, query("a", 10))).containsExactly("a.b", "aaa", "aab");
    assertThat(names(ALICE, query("aa", 10))).containsExactly("aaa", "aab");
    BucketPage first = buckets.list(ALICE, query("", 2));
    assertThat(first.buckets()).extracting(Bucket::name).containsExactly("a.b", "aaa");
    BucketPage second = buckets.list(ALICE, new BucketQuery("", first.next(), 3, Optional.empty()));
    assertThat(second.buckets()).extracting(Bucket::name).containsExactly("aab", "bbb", "ccc");
    assertThat(second.next()).isEmpty();
    assertThat(names(ALICE, new BucketQuery("", Optional.empty(), 10, Optional.of("us-east-1"))))
        .containsExactly("bbb", "ccc");
  }

  @Test
  public void pagesEndWhereTheListEndsHoweverManyThereAre() {
    for (int i = 0; i < 1_100; i++) {
      buckets.create(ALICE, "bucket-%04d".formatted(i), "eu-west-1");
    }

    assertThat(names(ALICE, BucketQuery.ALL)).hasSize(1_100).isSorted();
    assertThat(names(ALICE, query("", 1_050))).hasSize(1_050);
  }

  @Test
  public void aForeignContinuationIsRefused() {
    for (String token : List.of("", "?", "photos", "////", "UEhPVE9T")) {
      BucketQuery query = new BucketQuery("", Optional.of(token), 10, Optional.empty());
      refused(ErrorCode.INVALID_ARGUMENT, () -> buckets.list(ALICE, query));
    }
  }

  @Test
  public void aBucketIsHandedOver() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    buckets.create(ALICE, "plots", "eu-west-1");
    otherGateway.get("photos");

    Bucket given = buckets.handOver(bucket, BOB);

    assertThat(given.owner()).isEqualTo(BOB);
    assertThat(given.id()).isEqualTo(bucket.id());
    assertThat(buckets.get("photos")).isEqualTo(given);
    assertThat(otherGateway.get("photos")).as("cached").isEqualTo(bucket);
    clock.advance(LIFETIME);
    assertThat(otherGateway.get("photos")).isEqualTo(given);
    assertThat(names(ALICE, BucketQuery.ALL)).containsExactly("plots");
    assertThat(names(BOB, BucketQuery.ALL)).containsExactly("photos");
    assertThat(store.get(Bytes.utf8("n" + ALICE + "\u0000\u0000photos\u0000\u0000"))).isEmpty();
    assertThat(buckets.handOver(bucket, BOB)).as("once more").isEqualTo(given);
    assertThat(buckets.all("", 10)).extracting(Bucket::name).containsExactly("photos", "plots");
    assertThat(buckets.all("photos", 10)).extracting(Bucket::name).containsExactly("plots");
  }

  @Test
  public void aBucketThatIsBeingDeletedIsNotHandedOver() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    whileWaiting.add(
        () -> refused(ErrorCode.OPERATION_ABORTED, () -> otherGateway.handOver(bucket, BOB)));

    buckets.delete(bucket);

    assertThat(whileWaiting).isEmpty();
    refused(ErrorCode.NO_SUCH_BUCKET, () -> buckets.handOver(bucket, BOB));
    assertThat(names(BOB, BucketQuery.ALL)).isEmpty();
  }

  @Test
  public void aDeletionThatDiedKeepsNoBucketFromBeingHandedOver() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    whileWaiting.add(
        () -> {
          throw new IllegalStateException("the gateway dies");
        });
    assertThatThrownBy(() -> buckets.delete(bucket)).isInstanceOf(IllegalStateException.class);
    clock.advance(BucketDeletion.DURATION_MAX.plusMillis(1));

    assertThat(otherGateway.handOver(bucket, BOB).owner()).isEqualTo(BOB);
  }

  @Test
  public void anEntryWithoutABucketIsNotShownAndInTheEndCleared() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    Bytes record = Bytes.utf8("Nphotos\u0000\u0000");
    Bytes entry = Bytes.utf8("n" + ALICE + "\u0000\u0000photos\u0000\u0000");
    store.delete(record, store.get(record).orElseThrow().revision());
    assertThat(names(ALICE, BucketQuery.ALL)).isEmpty();
    assertThat(store.get(entry)).as("may be about to be created").isPresent();

    clock.advance(Duration.ofMinutes(11));

    assertThat(names(ALICE, BucketQuery.ALL)).isEmpty();
    assertThat(store.get(entry)).isEmpty();
    assertThat(bucket.name()).isEqualTo("photos");
  }

  @Test
  public void aCreatorWhoseEntryWasClearedWritesItAgain() {
    buckets.create(ALICE, "photos", "eu-west-1");
    Bytes entry = Bytes.utf8("n" + ALICE + "\u0000\u0000photos\u0000\u0000");
    Revision first = store.get(entry).orElseThrow().revision();

    buckets.delete(buckets.get("photos"));
    buckets.create(ALICE, "photos", "eu-west-1");

    assertThat(store.get(entry).orElseThrow().revision()).isNotEqualTo(first);
    assertThat(names(ALICE, BucketQuery.ALL)).containsExactly("photos");
  }

  @Test
  public void whatANewerReleaseWroteIsKept() {
    Bucket bucket = buckets.create(ALICE, "photos", "eu-west-1");
    Fields unknown = Fields.builder().text(99, "new").build();
    BucketRecord record = new BucketRecord(bucket, Optional.of(clock.instant()), unknown);

    assertThat(BucketRecord.CODEC.read(BucketRecord.CODEC.write(record))).isEqualTo(record);
  }

  private DeletedBucketsJob job() {
    return new DeletedBucketsJob(new RecordStore(store), contents, clock);
  }

  private static void run(DeletedBucketsJob job) {
    while (job.step()) {
      // to its end
    }
  }

  private int deletedNotes() {
    return store.scan(Bytes.utf8("D"), Bytes.utf8("E"), 10).size();
  }

  private static BucketQuery query(String prefix, int max) {
    return new BucketQuery(prefix, Optional.empty(), max, Optional.empty());
  }

  private List<String> names(String account, BucketQuery query) {
    return buckets.list(account, query).buckets().stream().map(Bucket::name).toList();
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Buckets that are full or empty as a test says. */
  private static final class FakeContents implements BucketContents {

    private final Set<BucketId> full = new HashSet<>();
    private final Set<BucketId> purged = new HashSet<>();
    private int leftovers;
    private Runnable onIsEmpty = () -> {};

    @Override
    public boolean isEmpty(BucketId bucket) {
      onIsEmpty.run();
      return !full.contains(bucket);
    }

    @Override
    public boolean purge(BucketId bucket, String owner) {
      assertThat(owner).isEqualTo(ALICE);
      purged.add(bucket);
      boolean found = leftovers > 0;
      leftovers = Math.max(0, leftovers - 1);
      return found;
    }
  }
}
