package org.mucura.monitoring.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

/** What is not well is said, in bounded time. */
public class HealthTest {

  private static final Check WELL = new Check("well", Optional::empty);

  @Test
  public void allIsWellOrNot() throws InterruptedException {
    AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    try (Health health = health(WELL, new Check("store", fault::get))) {
      assertThat(health.report().isReady()).isTrue();
      fault.set(Optional.of("gone"));
      while (health.report().isReady()) {
        Thread.sleep(20);
      }
      assertThat(health.report().results())
          .containsExactly(
              new HealthReport.Result("well", Optional.empty()),
              new HealthReport.Result("store", Optional.of("gone")));
      fault.set(Optional.empty());
      while (!health.report().isReady()) {
        Thread.sleep(20);
      }
    }
  }

  @Test
  public void whatACheckThrowsIsWrong() {
    Check faulty =
        new Check(
            "disk",
            () -> {
              throw new IOException("read-only");
            });
    try (Health health = health(faulty, WELL)) {
      assertThat(health.report().results())
          .containsExactly(
              new HealthReport.Result("disk", Optional.of("read-only")),
              new HealthReport.Result("well", Optional.empty()));
    }
  }

  @Test
  public void aStoreThatDoesNotAnswerIsAFault() {
    CountDownLatch never = new CountDownLatch(1);
    Check stuck =
        new Check(
            "metadata",
            () -> {
              never.await();
              return Optional.empty();
            });
    try (Health health = new Health(List.of(stuck), Duration.ofMillis(100))) {
      assertThat(health.report().results())
          .containsExactly(
              new HealthReport.Result("metadata", Optional.of("no answer within 100 ms")));
      never.countDown();
      while (!health.report().isReady()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  public void manyWhoAskAreOneLook() {
    AtomicInteger looks = new AtomicInteger();
    Check counting =
        new Check(
            "counting",
            () -> {
              looks.incrementAndGet();
              return Optional.empty();
            });
    try (Health health = health(counting)) {
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < 100_000_000) {
        assertThat(health.report().isReady()).isTrue();
      }
      assertThat(looks.get()).isEqualTo(1);
    }
  }

  private static Health health(Check... checks) {
    return new Health(List.of(checks), Duration.ofSeconds(5));
  }
}
