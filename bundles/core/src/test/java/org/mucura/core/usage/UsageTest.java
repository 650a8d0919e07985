package org.mucura.core.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.Test;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.bucket.Versioning;
import org.mucura.core.format.RecordStore;
import org.mucura.core.testing.TestKeys;
import org.mucura.core.testing.UncertainMetadataStore;
import org.mucura.core.testing.UncertainMetadataStore.Fault;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;

public class UsageTest {

  private static final UsageTotal SMALL = new UsageTotal(10, 1);
  private static final UsageTotal SMALL_GONE = new UsageTotal(-10, -1);

  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private final Usage usage = new Usage(new RecordStore(store));
  private final Usage otherGateway = new Usage(new RecordStore(store));
  private final Bucket one = bucket("one");
  private final Bucket two = bucket("two");

  @Test
  public void countsByBucketAndAccount() {
    usage.add(one, SMALL);
    usage.add(one, SMALL);
    usage.add(two, SMALL);
    usage.flush();

    assertThat(otherGateway.ofBucket(one.id())).isEqualTo(new UsageTotal(20, 2));
    assertThat(otherGateway.ofAccount(one.owner())).isEqualTo(new UsageTotal(30, 3));
    assertThat(otherGateway.ofAccount("000000000009")).isEqualTo(UsageTotal.NONE);
  }

  @Test
  public void addsUpWhatAllGatewaysWrote() {
    usage.add(one, SMALL);
    usage.flush();
    otherGateway.add(one, SMALL_GONE);
    otherGateway.add(one, SMALL_GONE);
    otherGateway.flush();

    assertThat(usage.ofBucket(one.id())).isEqualTo(SMALL_GONE);
  }

  @Test
  public void ownNotesCountAtOnce() {
    usage.add(one, SMALL);

    assertThat(usage.ofBucket(one.id())).isEqualTo(SMALL);
    assertThat(otherGateway.ofBucket(one.id())).isEqualTo(UsageTotal.NONE);
  }

  @Test
  public void whatCancelsOutIsNotWritten() {
    usage.add(one, SMALL);
    usage.add(one, SMALL_GONE);
    usage.flush();

    assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, 10)).isEmpty();
  }

  @Test
  public void whatCannotBeWrittenIsWrittenLater() {
    UncertainMetadataStore uncertain = new UncertainMetadataStore(store);
    Usage gateway = new Usage(new RecordStore(uncertain));
    gateway.add(one, SMALL);
    uncertain.set(Fault.DOWN);
    gateway.flush();
    gateway.add(one, SMALL);
    uncertain.set(Fault.NONE);
    gateway.flush();

    assertThat(usage.ofBucket(one.id())).isEqualTo(new UsageTotal(20, 2));
  }

  @Test
  public void aBatchOfUnknownOutcomeCountsOnce() {
    UncertainMetadataStore uncertain = new UncertainMetadataStore(store);
    Usage gateway = new Usage(new RecordStore(uncertain));
    gateway.add(one, SMALL);
    uncertain.set(Fault.APPLIED_THEN_DOWN);
    gateway.flush();
    gateway.add(one, SMALL);
    uncertain.set(Fault.NONE);
    gateway.flush();
    gateway.flush();

    assertThat(usage.ofBucket(one.id())).isEqualTo(new UsageTotal(20, 2));
    assertThat(usage.ofAccount(one.owner())).isEqualTo(new UsageTotal(20, 2));
  }

  @Test
  public void noChangeIsLostBetweenThreads() {
    List<CompletableFuture<Void>> writers =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int n = 0; n < 1000; n++) {
                            usage.add(one, SMALL);
                          }
                        }))
            .toList();
    while (!writers.stream().allMatch(CompletableFuture::isDone)) {
      usage.flush();
    }
    usage.flush();

    assertThat(otherGateway.ofBucket(one.id())).isEqualTo(new UsageTotal(40_000, 4_000));
  }

  @Test
  public void aBucketThatIsGoneIsForgotten() {
    usage.add(one, SMALL);
    usage.flush();
    otherGateway.add(one, SMALL);
    otherGateway.flush();

    usage.remove(one.id());

    assertThat(otherGateway.ofBucket(one.id())).isEqualTo(UsageTotal.NONE);
  }

  private static Bucket bucket(String name) {
    return new Bucket(
        BucketId.random(),
        name,
        "000000000001",
        Instant.EPOCH,
        "us-east-1",
        Versioning.OFF,
        List.of("default"),
        TestKeys.wrappedKey());
  }
}
