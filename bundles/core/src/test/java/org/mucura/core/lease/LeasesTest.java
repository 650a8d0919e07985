package org.mucura.core.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

public class LeasesTest {

  private static final Rank FIRST = new Rank(0, 1);
  private static final Rank SECOND = new Rank(0, 2);
  private static final Duration LONG = Duration.ofSeconds(20);

  private final Leases<String> patient = new Leases<>(() -> LONG, () -> LONG);
  private final Leases<String> hasty =
      new Leases<>(() -> Duration.ofMillis(20), () -> Duration.ofMillis(20));

  @Test
  public void givesTheServiceOfTheName() {
    patient.add("a", "service a", FIRST);
    patient.add("b", "service b", SECOND);

    try (Lease<String> lease = patient.acquire("b")) {
      assertThat(lease.service()).isEqualTo("service b");
      assertThat(patient.list()).extracting(LeaseCount::leases).containsExactly(0, 1);
    }
    assertThat(patient.list()).extracting(LeaseCount::leases).containsExactly(0, 0);
  }

  @Test
  public void refusesWithSlowDownWhatDoesNotCome() {
    hasty.add("a", "service a", FIRST);

    assertThatThrownBy(() -> hasty.acquire("b"))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SLOW_DOWN));
  }

  @Test
  public void waitsForWhatComes() throws Exception {
    CompletableFuture<String> waiting = async(() -> use(patient, "a"));
    Thread.sleep(20);
    assertThat(waiting).isNotDone();

    patient.add("a", "late", FIRST);

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("late");
  }

  @Test
  public void aLeavingServiceWaitsForItsLeases() throws Exception {
    patient.add("a", "old", FIRST);
    Lease<String> lease = patient.acquire("a");
    CompletableFuture<Boolean> leaving = async(this::leave);
    Thread.sleep(20);
    assertThat(leaving).isNotDone();
    assertThat(lease.service()).isEqualTo("old");

    lease.close();

    leaving.get(10, TimeUnit.SECONDS);
  }

  @Test
  public void aLeavingServiceGivesNoLeaseButToItsHolders() throws Exception {
    patient.add("a", "old", FIRST);
    Lease<String> lease = patient.acquire("a");
    CompletableFuture<Boolean> leaving = async(this::leave);
    while (patient.tryAcquire("a").map(LeasesTest::returned).isPresent()) {
      Thread.onSpinWait();
    }

    Lease<String> shared = lease.share();
    lease.close();
    assertThat(leaving).isNotDone();
    assertThat(shared.service()).isEqualTo("old");
    shared.close();

    leaving.get(10, TimeUnit.SECONDS);
  }

  @Test
  public void theDrainIsBounded() {
    hasty.add("a", "old", FIRST);
    Lease<String> kept = hasty.acquire("a");

    hasty.removeIf("old"::equals);

    assertThat(hasty.list()).isEmpty();
    kept.close();
  }

  @Test
  public void thePresentServiceStaysUntilItLeaves() {
    patient.add("a", "old", FIRST);
    patient.add("a", "new", SECOND);
    assertThat(use(patient, "a")).isEqualTo("old");

    patient.removeIf("old"::equals);

    assertThat(use(patient, "a")).isEqualTo("new");
  }

  @Test
  public void closingTwiceCountsOnce() {
    patient.add("a", "service", FIRST);
    Lease<String> one = patient.acquire("a");
    Lease<String> other = patient.acquire("a");
    one.close();
    one.close();

    assertThat(patient.list()).extracting(LeaseCount::leases).containsExactly(1);
    assertThatThrownBy(one::service).isInstanceOf(IllegalStateException.class);
    other.close();
  }

  @Test
  public void allAreGivenInOrderOnceTheRequiredOnesAreThere() throws Exception {
    patient.add("low", "low", new Rank(-1, 1));
    CompletableFuture<List<String>> waiting =
        async(
            () -> {
              List<Lease<String>> all = patient.acquireAll(Set.of("high"));
              List<String> services = all.stream().map(Lease::service).toList();
              all.forEach(Lease::close);
              return services;
            });
    Thread.sleep(20);
    assertThat(waiting).isNotDone();

    patient.add("high", "high", new Rank(5, 2));

    assertThat(waiting.get(10, TimeUnit.SECONDS)).containsExactly("high", "low");
    assertThat(patient.list()).extracting(LeaseCount::leases).containsExactly(0, 0);
  }

  @Test
  public void ranksAsOsgiDoes() {
    Rank high = Rank.of(Map.of("service.ranking", 7, "service.id", 9L));
    Rank old = Rank.of(Map.of("service.id", 3L));
    Rank young = Rank.of(Map.of("service.id", 4L));

    assertThat(List.of(young, high, old).stream().sorted()).containsExactly(high, old, young);
  }

  /** Four threads use a service without a break while it is replaced 200 times. */
  @Test
  public void noUseFailsOrOutlivesItsServiceInAHotSwap() throws Exception {
    Leases<Guarded> leases = new Leases<>(() -> LONG, () -> LONG);
    Guarded current = new Guarded();
    leases.add("a", current, FIRST);
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger uses = new AtomicInteger();
    List<CompletableFuture<Boolean>> users =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    async(
                        () -> {
                          while (!done.get()) {
                            try (Lease<Guarded> lease = leases.acquire("a")) {
                              lease.service().use();
                              uses.incrementAndGet();
                            }
                          }
                          return true;
                        }))
            .toList();
    for (int swap = 0; swap < 200; swap++) {
      Guarded leaving = current;
      leases.removeIf(offered -> offered == leaving);
      leaving.close();
      current = new Guarded();
      leases.add("a", current, FIRST);
      Thread.sleep(1);
    }
    done.set(true);
    for (CompletableFuture<Boolean> user : users) {
      user.get(30, TimeUnit.SECONDS);
    }
    assertThat(uses.get()).isPositive();
  }

  /** Throws if it is used after its end. */
  private static final class Guarded {

    private volatile boolean closed;

    void use() {
      check();
      Thread.onSpinWait();
      check();
    }

    private void check() {
      if (closed) {
        throw new IllegalStateException("used after its end");
      }
    }

    void close() {
      closed = true;
    }
  }

  private boolean leave() {
    patient.removeIf("old"::equals);
    return true;
  }

  private static String use(Leases<String> leases, String name) {
    try (Lease<String> lease = leases.acquire(name)) {
      return lease.service();
    }
  }

  private static String returned(Lease<String> lease) {
    String service = lease.service();
    lease.close();
    return service;
  }

  private static <T> CompletableFuture<T> async(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, command -> new Thread(command).start());
  }
}
