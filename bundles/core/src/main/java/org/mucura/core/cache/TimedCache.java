package org.mucura.core.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What was read from a store, for a limited time and in limited number. An answer is never older
 * than the lifetime, counted from before it was read, by the process's clock and by the wall clock
 * both: the first is not set back, the second goes on while a machine sleeps. After {@link #forget}
 * no answer is given that was read before.
 *
 * <p>Threads: all methods may be called at once by any number of threads; readings of one key do
 * not wait for each other.
 */
public final class TimedCache<K, V> {

  private final Supplier<Duration> lifetime;
  private final int sizeMax;
  private final InstantSource clock;
  private final ConcurrentHashMap<K, Reading<V>> readings = new ConcurrentHashMap<>();
  private final AtomicLong forgotten = new AtomicLong();

  /** What was read, and when reading began by either clock. */
  private record Reading<V>(V value, long nanos, long millis) {}

  /**
   * Nothing yet.
   *
   * @param lifetime asked at each look
   * @param sizeMax how many readings are kept at most
   */
  public TimedCache(Supplier<Duration> lifetime, int sizeMax, InstantSource clock) {
    this.lifetime = lifetime;
    this.sizeMax = sizeMax;
    this.clock = clock;
  }

  /**
   * What {@code read} gave for {@code key} within the lifetime, or gives now.
   *
   * @param keep which values may be given again
   */
  public V get(K key, Function<K, V> read, Predicate<V> keep) {
    Reading<V> known = readings.get(key);
    if (known != null && isFresh(known)) {
      return known.value();
    }
    long before = forgotten.get();
    long nanos = System.nanoTime();
    long millis = clock.millis();
    V value = read.apply(key);
    if (keep.test(value)) {
      put(key, new Reading<>(value, nanos, millis), before);
    } else {
      readings.remove(key);
    }
    return value;
  }

  private void put(K key, Reading<V> reading, long before) {
    if (readings.size() >= sizeMax) {
      readings.values().removeIf(old -> !isFresh(old));
    }
    if (readings.size() >= sizeMax) {
      readings.clear();
    }
    readings.compute(key, (k, old) -> forgotten.get() == before ? reading : old);
  }

  /** Reads {@code key} anew at the next look. Called after a change of what is read. */
  public void forget(K key) {
    forgotten.incrementAndGet();
    readings.remove(key);
  }

  private boolean isFresh(Reading<V> reading) {
    Duration life = lifetime.get();
    long age = clock.millis() - reading.millis();
    return age >= 0
        && age < life.toMillis()
        && System.nanoTime() - reading.nanos() < life.toNanos();
  }
}
