package org.mucura.s3.admission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.http.ClientPace;
import org.mucura.s3.load.S3Load;
import org.mucura.s3.operation.Work;
import org.mucura.wire.ErrorCode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Bounds how many requests are worked on at once, by kind of work, and shares the places between
 * accounts: see {@link Places}. A request that finds none waits for a while, holding its thread; so
 * there are at least as many threads as there are places and seats of the lines.
 *
 * <p>Places are for work. Where they are scarce, a request that waits for a slow client gives its
 * place up to one that waits for a place, and goes on among the {@link SlowTransfers}, which are
 * bounded, too. So slow clients, however many, never keep others waiting for longer than it takes
 * to notice them.
 */
@Component(
    service = {Admission.class, S3Load.class},
    configurationPid = "org.mucura.s3.admission")
@Designate(ocd = AdmissionConfig.class)
public final class Admission implements S3Load {

  /** How often those who wait look for slow clients; between two looks nobody does. */
  private static final long LOOK_NANOS = 50_000_000;

  private volatile Limits limits;
  private final Overload overload = new Overload();
  private final Map<Work, Places> kinds = new EnumMap<>(Work.class);

  /** Guards {@link #kinds} and {@link #slow}: held for moments, so that one does for all. */
  private final Lock lock = new ReentrantLock();

  private final SlowTransfers slow;

  /**
   * How much there is of a kind of work.
   *
   * @param taken places, not counting slow transfers that gave theirs up
   * @param waiting requests in line
   * @param refused requests so far
   */
  public record Usage(int taken, int waiting, long refused) {}

  /** As the container makes it. */
  @Activate
  public Admission(AdmissionConfig config) {
    this(Limits.of(config, Runtime.getRuntime().maxMemory()));
  }

  /** With all places free. */
  public Admission(Limits limits) {
    this.limits = limits;
    this.slow = new SlowTransfers(limits.slowMax());
    for (Work work : Work.values()) {
      kinds.put(work, new Places(work, limits.places(work), limits.waitersMax()));
    }
  }

  /** As the container says that settings have changed. */
  @Modified
  void modified(AdmissionConfig config) {
    change(Limits.of(config, Runtime.getRuntime().maxMemory()));
  }

  /** Other bounds from now on; whatever goes on goes on. */
  public void change(Limits changed) {
    lock.lock();
    try {
      limits = changed;
      slow.resize(changed.slowMax());
      kinds.forEach((work, kind) -> kind.resize(changed.places(work), changed.waitersMax()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a place, to be closed when the work is done. Waits for one if there is none.
   *
   * @param account on whose behalf; empty for anonymous requests, which share one account's part
   *     and come last
   * @throws S3Exception {@code SlowDown} if too many wait or it takes too long
   */
  public Place enter(Work work, Optional<String> account, ClientPace client) {
    Places places = places(work);
    Entrant entrant = new Entrant(account.orElse(Share.ANONYMOUS), client, this);
    Place place = take(places, entrant);
    if (place == null) {
      relieve(places);
      place = takeOrWait(places, entrant);
    }
    if (place == null) {
      overload.refused(work, () -> describe(places));
      throw new S3Exception(ErrorCode.SLOW_DOWN);
    }
    return place;
  }

  private String describe(Places places) {
    lock.lock();
    try {
      return places.toString();
    } finally {
      lock.unlock();
    }
  }

  private Places places(Work work) {
    return Objects.requireNonNull(kinds.get(work));
  }

  private @Nullable Place take(Places places, Entrant entrant) {
    lock.lock();
    try {
      return places.take(entrant);
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Place takeOrWait(Places places, Entrant entrant) {
    Waiter waiter;
    lock.lock();
    try {
      Place place = places.take(entrant);
      waiter = place == null ? places.queue(entrant) : null;
      if (waiter == null) {
        return place;
      }
    } finally {
      lock.unlock();
    }
    await(places, waiter);
    lock.lock();
    try {
      places.leave(waiter);
      return waiter.place();
    } finally {
      lock.unlock();
    }
  }

  private void await(Places places, Waiter waiter) {
    long left = limits.patience().toNanos();
    long end = System.nanoTime() + left;
    try {
      while (left > 0 && !waiter.await(Math.min(left, LOOK_NANOS))) {
        relieve(places);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has slow transfers give up their places, as many as are waited for. */
  private void relieve(Places places) {
    if (places.work() == Work.LONG) {
      // What takes long there is our own work, once a short document has come.
      return;
    }
    List<Place> surplus = new ArrayList<>();
    lock.lock();
    try {
      long now = System.nanoTime();
      if (!places.mayLook(now, LOOK_NANOS)) {
        return;
      }
      for (Place place : places.find(taken -> taken.isSlow(limits.slowRate()))) {
        places.release(place);
        slow.add(place).ifPresent(surplus::add);
      }
    } finally {
      lock.unlock();
    }
    // Not under the lock: whoever is cut may leave at once.
    surplus.forEach(place -> cut(place));
  }

  private void cut(Place place) {
    overload.cut();
    place.cut(limits.slowRate());
  }

  /** Ends a place, wherever it is now; nothing if it has ended. */
  void leave(Place place) {
    lock.lock();
    try {
      if (!places(place.work()).release(place)) {
        slow.remove(place);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How much there is of a kind of work now. */
  public Usage usage(Work work) {
    lock.lock();
    try {
      Places places = places(work);
      return new Usage(places.taken(), places.waiting(), overload.refused(work));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<OfWork> work() {
    return Arrays.stream(Work.values()).map(this::load).toList();
  }

  private OfWork load(Work work) {
    Usage now = usage(work);
    return new OfWork(
        work.name().toLowerCase(Locale.ROOT),
        limits.places(work),
        now.taken(),
        now.waiting(),
        now.refused());
  }

  @Override
  public long cut() {
    return overload.cuts();
  }

  @Override
  public int slow() {
    lock.lock();
    try {
      return slow.size();
    } finally {
      lock.unlock();
    }
  }
}
