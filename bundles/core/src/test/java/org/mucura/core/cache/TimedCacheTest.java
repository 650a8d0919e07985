package org.mucura.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;
import org.mucura.core.testing.ManualClock;

public class TimedCacheTest {

  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private final ManualClock clock = new ManualClock();
  private final TimedCache<String, String> cache = new TimedCache<>(() -> LIFETIME, 3, clock);
  private final AtomicInteger reads = new AtomicInteger();

  @Test
  public void readsOnceWithinTheLifetime() {
    assertThat(get("a")).isEqualTo("a1");
    clock.advance(LIFETIME.minusMillis(1));
    assertThat(get("a")).isEqualTo("a1");
    clock.advance(Duration.ofMillis(1));
    assertThat(get("a")).isEqualTo("a2");
  }

  @Test
  public void aWallClockSetBackProlongsNothing() {
    get("a");
    clock.advance(Duration.ofSeconds(-1));

    assertThat(get("a")).isEqualTo("a2");
  }

  @Test
  public void whatIsForgottenIsReadAnew() {
    get("a");
    cache.forget("a");

    assertThat(get("a")).isEqualTo("a2");
  }

  @Test
  public void aReadingThatBeganBeforeForgettingIsNotKept() {
    cache.get(
        "a",
        key -> {
          cache.forget("a");
          return "stale";
        },
        value -> true);

    assertThat(get("a")).isEqualTo("a1");
  }

  @Test
  public void keepsOnlyWhatMayBeKept() {
    cache.get("a", key -> "passing", value -> false);

    assertThat(get("a")).isEqualTo("a1");
  }

  @Test
  public void isBounded() {
    for (int i = 0; i < 100; i++) {
      get("key" + i);
    }
    int before = reads.get();
    for (int i = 0; i < 100; i++) {
      get("key" + i);
    }

    assertThat(reads.get() - before).isGreaterThanOrEqualTo(97);
  }

  @Test
  public void makesRoomOfWhatIsOldFirst() {
    get("old1");
    get("old2");
    clock.advance(LIFETIME.minusMillis(1));
    get("young");
    clock.advance(Duration.ofMillis(1));
    get("new");
    int before = reads.get();

    get("young");

    assertThat(reads.get()).isEqualTo(before);
  }

  private String get(String key) {
    return cache.get(key, k -> k + reads.incrementAndGet(), value -> true);
  }
}
