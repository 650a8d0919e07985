package org.mucura.core.testing;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;

/** Settings with which tests do not wait. */
public final class TestSettings {

  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofSeconds(20);

  private TestSettings() {}

  /** Nothing is cached, and parts have any size. */
  public static CurrentSettings uncached() {
    return cachedFor(Duration.ZERO);
  }

  /** Records are cached for a time. */
  public static CurrentSettings cachedFor(Duration lifetime) {
    return new CurrentSettings(settings(SHORT, LONG, lifetime));
  }

  /** Whoever waits for a store or for its leases waits for these times. */
  public static CurrentSettings waiting(Duration storeWait, Duration storeDrain) {
    return new CurrentSettings(settings(storeWait, storeDrain, Duration.ZERO));
  }

  private static Settings settings(Duration wait, Duration drain, Duration lifetime) {
    return new Settings(
        "default",
        List.of("default"),
        wait,
        drain,
        lifetime,
        Set.of("s3-signature"),
        0,
        Settings.RECLAIM_GRACE_MIN,
        Duration.ofDays(7));
  }
}
