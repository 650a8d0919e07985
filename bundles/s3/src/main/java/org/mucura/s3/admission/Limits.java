package org.mucura.s3.admission;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.mucura.http.MinimumRate;
import org.mucura.s3.operation.Work;

/**
 * How much is worked on at once.
 *
 * @param places for each kind of work, 1 or more
 * @param waitersMax requests that wait for a place, for each kind
 * @param patience how long they do
 * @param slowMax slow transfers that go on without a place
 * @param slowRate what makes a client slow
 */
public record Limits(
    Map<Work, Integer> places,
    int waitersMax,
    Duration patience,
    int slowMax,
    MinimumRate slowRate) {

  /** What a transfer may take of the heap, with room for all else that is there. */
  private static final long HEAP_PER_TRANSFER = 2 << 20;

  /** More at once do not make anything faster, and each holds a thread. */
  private static final int TRANSFERS_MAX = 256;

  private static final int TRANSFERS_MIN = 16;

  public Limits {
    places = new EnumMap<>(places);
  }

  /**
   * What the administrator wants, and where that is left open what fits.
   *
   * @param heap the most bytes of heap that this process may use
   */
  public static Limits of(AdmissionConfig config, long heap) {
    int fitting = (int) Math.max(TRANSFERS_MIN, Math.min(TRANSFERS_MAX, heap / HEAP_PER_TRANSFER));
    Map<Work, Integer> places = new EnumMap<>(Work.class);
    places.put(Work.READ, config.readsMax() > 0 ? config.readsMax() : fitting);
    places.put(Work.WRITE, config.writesMax() > 0 ? config.writesMax() : fitting);
    places.put(Work.METADATA, Math.max(1, config.metadataMax()));
    places.put(Work.LONG, Math.max(1, config.longMax()));
    return new Limits(
        places,
        Math.max(0, config.waitersMax()),
        Duration.ofMillis(Math.max(0, config.waitMillis())),
        config.slowMax() >= 0 ? config.slowMax() : fitting,
        new MinimumRate(config.slowRate(), Duration.ofMillis(config.slowAfterMillis())));
  }

  int places(Work work) {
    return Objects.requireNonNull(places.get(work));
  }

  /** How many threads requests may hold at once, waiting ones and slow ones included. */
  public int threads() {
    return places.values().stream().mapToInt(Integer::intValue).sum()
        + Work.values().length * waitersMax
        + slowMax;
  }
}
