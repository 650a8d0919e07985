package org.mucura.core.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services of one kind, found by name, that come and go while requests use them. A request that
 * finds its service gone waits a little for the next one of that name; a service that leaves waits
 * for the requests that use it. So a plug-in is replaced without a failed request.
 *
 * <p>Several services may have one name: the first in the order of {@link Rank} is given, so the
 * present one stays in use until it leaves.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
public final class Leases<T> {

  private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

  private final Supplier<Duration> wait;
  private final Supplier<Duration> drain;
  private volatile List<Offer<T>> offers = List.of();

  /**
   * Nothing to be leased yet.
   *
   * @param wait how long a request waits for a service that is not there; asked at each wait
   * @param drain how long a leaving service waits for its leases; asked at each leave
   */
  public Leases(Supplier<Duration> wait, Supplier<Duration> drain) {
    this.wait = wait;
    this.drain = drain;
  }

  /** Offers {@code service} from now on. */
  public synchronized void add(String name, T service, Rank rank) {
    List<Offer<T>> more = new ArrayList<>(offers);
    more.add(new Offer<>(name, service, rank));
    more.sort(Comparator.comparing(Offer::rank));
    offers = List.copyOf(more);
    notifyAll();
  }

  /**
   * Takes services away: gives no further leases of them and returns when those given are back, or
   * when the drain time is over, which is logged. None to take away is no error.
   */
  public void removeIf(Predicate<T> leaves) {
    for (Offer<T> offer : takeOut(leaves)) {
      Duration patience = drain.get();
      int cut = offer.drain(patience);
      if (cut > 0) {
        LOG.warn("{} leaves while in use: {} uses cut after {}", offer.name(), cut, patience);
      }
    }
  }

  private synchronized List<Offer<T>> takeOut(Predicate<T> leaves) {
    List<Offer<T>> leaving = offers.stream().filter(o -> leaves.test(o.service())).toList();
    offers = offers.stream().filter(o -> !leaving.contains(o)).toList();
    return leaving;
  }

  /**
   * A lease of the service of this name, after a wait if there is none now.
   *
   * @throws S3Exception {@code SlowDown} if none came
   */
  public Lease<T> acquire(String name) {
    return tryAcquire(name).orElseGet(() -> await(Set.of(name), () -> tryAcquire(name)));
  }

  /** A lease of the service of this name, if there is one now. */
  public Optional<Lease<T>> tryAcquire(String name) {
    for (Offer<T> offer : offers) {
      if (offer.name().equals(name) && offer.tryAcquire()) {
        return Optional.of(new Lease<>(offer));
      }
    }
    return Optional.empty();
  }

  /**
   * Leases of all services there are, in order, after a wait if one of {@code required} is absent.
   *
   * @throws S3Exception {@code SlowDown} if one of {@code required} did not come
   */
  public List<Lease<T>> acquireAll(Set<String> required) {
    return tryAcquireAll(required).orElseGet(() -> await(required, () -> tryAcquireAll(required)));
  }

  private Optional<List<Lease<T>>> tryAcquireAll(Set<String> required) {
    List<Lease<T>> leases = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Offer<T> offer : offers) {
      if (offer.tryAcquire()) {
        leases.add(new Lease<>(offer));
        names.add(offer.name());
      }
    }
    if (names.containsAll(required)) {
      return Optional.of(leases);
    }
    leases.forEach(Lease::close);
    return Optional.empty();
  }

  private synchronized <R> R await(Set<String> names, Supplier<Optional<R>> attempt) {
    Patience left = Patience.of(wait.get());
    try {
      do {
        Optional<R> got = attempt.get();
        if (got.isPresent()) {
          return got.get();
        }
      } while (left.waitOn(this));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LOG.warn("no service of the name {} within {}", names, wait.get());
    throw new S3Exception(ErrorCode.SLOW_DOWN);
  }

  /** All services there are, in order. */
  public List<LeaseCount<T>> list() {
    return offers.stream().map(o -> new LeaseCount<>(o.name(), o.service(), o.leases())).toList();
  }
}
