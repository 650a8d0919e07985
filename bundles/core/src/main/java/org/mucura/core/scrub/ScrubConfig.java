package org.mucura.core.scrub;

import java.time.Duration;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration {@code org.mucura.scrub}. */
@ObjectClassDefinition(
    name = "Scrub",
    description =
        "Reads all contents, in the background, and compares them with their checksums. A change"
            + " counts at once.")
public @interface ScrubConfig {

  /** The least that is read, in bytes a second; with less a step would last too long. */
  long BYTES_PER_SECOND_MIN = 64 * 1024;

  @AttributeDefinition(
      name = "Interval in days",
      description = "From the end of a pass to the next; 0: only by mucura:scrub-start",
      min = "0",
      max = "3650")
  int interval_days() default 30;

  @AttributeDefinition(
      name = "Rate in bytes a second",
      description = "How fast it reads at most; less disturbs clients less, and takes longer",
      min = "65536")
  long bytes_per_second() default 32 * 1024 * 1024;

  /**
   * How often and how fast.
   *
   * @param interval from the end of a pass to the next; zero: only when somebody wants it
   * @param bytesPerSecond {@link #BYTES_PER_SECOND_MIN} or more
   * @param pause until a store that could not be read is tried again
   */
  record Rhythm(Duration interval, long bytesPerSecond, Duration pause) {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    public Rhythm {
      if (interval.isNegative() || bytesPerSecond < BYTES_PER_SECOND_MIN) {
        throw new IllegalArgumentException(
            "org.mucura.scrub: interval.days is 0 or more, bytes.per.second "
                + BYTES_PER_SECOND_MIN
                + " or more");
      }
    }

    static Rhythm of(ScrubConfig config) {
      return new Rhythm(Duration.ofDays(config.interval_days()), config.bytes_per_second(), PAUSE);
    }
  }
}
