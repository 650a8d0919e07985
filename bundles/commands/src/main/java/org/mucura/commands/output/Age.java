package org.mucura.commands.output;

import java.time.Duration;

/** How long something lasts, for people. */
public final class Age {

  private Age() {}

  /** In its two largest units: {@code 3 d 4 h}. */
  public static String tell(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return seconds / 60 + " min";
    }
    if (seconds < 86_400) {
      return seconds / 3_600 + " h " + seconds / 60 % 60 + " min";
    }
    return seconds / 86_400 + " d " + seconds / 3_600 % 24 + " h";
  }
}
