package org.mucura.core.bucket;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A wait, which tests replace. */
interface Pause {

  /** Sleeps. */
  Pause SLEEP = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

  void of(Duration time) throws InterruptedException;
}
