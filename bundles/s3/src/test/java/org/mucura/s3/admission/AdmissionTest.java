package org.mucura.s3.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.http.MinimumRate;
import org.mucura.s3.admission.Admission.Usage;
import org.mucura.s3.operation.Work;
import org.mucura.wire.ErrorCode;

/** Requests on threads that take places, wait for them and give them back. */
public class AdmissionTest {

  private static final Duration LONG_TIME = Duration.ofSeconds(60);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @After
  public void stop() throws InterruptedException {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  /** With as many places for each kind of work. */
  static Admission admission(int places, int waitersMax, int slowMax) {
    return new Admission(limits(places, waitersMax, slowMax, LONG_TIME));
  }

  private static Limits limits(int places, int waitersMax, int slowMax, Duration patience) {
    Map<Work, Integer> all = new EnumMap<>(Work.class);
    for (Work work : Work.values()) {
      all.put(work, places);
    }
    MinimumRate rate = new MinimumRate(1000, Duration.ofSeconds(1));
    return new Limits(all, waitersMax, patience, slowMax, rate);
  }

  @Test
  public void oneKindOfWorkLeavesTheOthersAlone() {
    Admission admission = admission(1, 0, 0);
    for (Work work : Work.values()) {
      enter(admission, work);
      assertRefused(admission, work);
      assertThat(admission.usage(work)).isEqualTo(new Usage(1, 0, 1));
    }
  }

  @Test
  public void whoWaitsGetsThePlaceThatBecomesFree() throws Exception {
    Admission admission = admission(1, 1, 0);
    Place first = enter(admission, Work.READ);
    Future<Place> second = threads.submit(() -> enter(admission, Work.READ));
    awaitWaiting(admission, 1);
    assertRefused(admission, Work.READ);
    first.close();
    Place place = second.get(10, TimeUnit.SECONDS);
    assertThat(admission.usage(Work.READ)).isEqualTo(new Usage(1, 0, 1));
    first.close();
    assertThat(admission.usage(Work.READ).taken()).as("closed twice").isEqualTo(1);
    place.close();
    assertUnused(admission);
  }

  @Test
  public void whoWaitsForTooLongIsRefused() {
    Admission admission = new Admission(limits(1, 1, 0, Duration.ofMillis(120)));
    Place place = enter(admission, Work.WRITE);
    assertRefused(admission, Work.WRITE);
    place.close();
    assertUnused(admission);
    enter(admission, Work.WRITE);
  }

  @Test
  public void aChangeCountsAtOnce() throws Exception {
    Admission admission = admission(1, 1, 0);
    Place first = enter(admission, Work.READ);
    Future<Place> second = threads.submit(() -> enter(admission, Work.READ));
    awaitWaiting(admission, 1);
    admission.change(limits(2, 0, 0, LONG_TIME));
    Place place = second.get(10, TimeUnit.SECONDS);
    assertRefused(admission, Work.READ);
    admission.change(limits(1, 0, 0, LONG_TIME));
    first.close();
    assertRefused(admission, Work.READ);
    place.close();
    enter(admission, Work.READ).close();
    assertUnused(admission);
  }

  @Test
  public void whoIsInterruptedLeavesTheLine() throws Exception {
    Admission admission = admission(1, 1, 0);
    Place place = enter(admission, Work.READ);
    Future<Boolean> interrupted =
        threads.submit(
            () -> {
              assertRefused(admission, Work.READ);
              return Thread.currentThread().isInterrupted();
            });
    awaitWaiting(admission, 1);
    threads.shutdownNow();
    assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    place.close();
    assertUnused(admission);
  }

  @Test
  public void aSlowClientGivesItsPlaceUpAndGoesOn() {
    Admission admission = admission(1, 0, 1);
    StillClient slow = StillClient.slow();
    Place first = admission.enter(Work.READ, Optional.of("a"), slow);
    Place second = enter(admission, Work.READ);
    assertThat(slow.cut).isFalse();
    assertThat(admission.slow()).isEqualTo(1);
    first.close();
    first.close();
    second.close();
    assertUnused(admission);
  }

  @Test
  public void aClientThatBecomesSlowIsNoticedByWhoWaits() throws Exception {
    Admission admission = admission(1, 1, 1);
    StillClient client = new StillClient();
    client.bytes = 1L << 40;
    admission.enter(Work.READ, Optional.of("a"), client);
    Future<Place> second = threads.submit(() -> enter(admission, Work.READ));
    awaitWaiting(admission, 1);
    // What went through before it was slow does not count for ever.
    client.becomeSlow();
    while (!second.isDone()) {
      client.becomeSlow();
      Thread.sleep(1);
    }
    assertThat(second.get(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(client.cut).isFalse();
  }

  @Test
  public void ofTooManySlowClientsThoseOfTheAccountWithMostAreCut() {
    Admission admission = admission(1, 0, 2);
    List<StillClient> clients = new ArrayList<>();
    for (String account : List.of("a", "b", "b", "c")) {
      // As if time had passed since the last look.
      clients.add(StillClient.slow());
      waitForLook();
      admission.enter(Work.READ, Optional.of(account), clients.get(clients.size() - 1));
    }
    assertThat(clients).extracting(client -> client.cut).containsExactly(false, true, false, false);
    assertThat(admission.slow()).isEqualTo(2);
  }

  @Test
  public void nothingIsLeftOfAnything() throws Exception {
    Admission admission = new Admission(limits(3, 4, 2, Duration.ofMillis(2)));
    List<Future<?>> all = new ArrayList<>();
    for (int thread = 0; thread < 12; thread++) {
      Random random = new Random(thread);
      all.add(threads.submit(() -> enterAndLeave(admission, random, 500)));
    }
    for (Future<?> one : all) {
      one.get(60, TimeUnit.SECONDS);
    }
    assertUnused(admission);
    for (int i = 0; i < 3; i++) {
      admission.enter(Work.READ, Optional.of("account" + i), new StillClient());
    }
  }

  private static void enterAndLeave(Admission admission, Random random, int times) {
    for (int i = 0; i < times; i++) {
      StillClient client = random.nextBoolean() ? StillClient.slow() : new StillClient();
      Optional<String> account =
          Optional.of("account" + random.nextInt(4)).filter(a -> !a.endsWith("0"));
      try {
        Place place =
            admission.enter(random.nextBoolean() ? Work.READ : Work.WRITE, account, client);
        Thread.onSpinWait();
        place.close();
        if (random.nextBoolean()) {
          place.close();
        }
      } catch (S3Exception refused) {
        assertThat(refused.code()).isEqualTo(ErrorCode.SLOW_DOWN);
      }
    }
  }

  private static Place enter(Admission admission, Work work) {
    return admission.enter(work, Optional.of("a"), new StillClient());
  }

  private static void assertRefused(Admission admission, Work work) {
    assertThatThrownBy(() -> enter(admission, work))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SLOW_DOWN));
  }

  private static void assertUnused(Admission admission) {
    for (Work work : Work.values()) {
      assertThat(admission.usage(work).taken()).isZero();
      assertThat(admission.usage(work).waiting()).isZero();
    }
    assertThat(admission.slow()).isZero();
  }

  private static void awaitWaiting(Admission admission, int count) throws InterruptedException {
    while (admission.usage(Work.READ).waiting() < count) {
      Thread.sleep(1);
    }
  }

  /** Looks for slow clients are this far apart. */
  private static void waitForLook() {
    try {
      Thread.sleep(60);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
