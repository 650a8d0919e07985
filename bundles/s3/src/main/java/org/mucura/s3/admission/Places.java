package org.mucura.s3.admission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mucura.s3.operation.Work;

/**
 * The places for one kind of work and the line of those who wait for one, shared between accounts.
 * For one thread at a time.
 *
 * <ul>
 *   <li>A quarter of the places is kept for accounts that have none: an account that takes all it
 *       can get, for however long, leaves room for the first request of others.
 *   <li>A place that becomes free goes to the account in line that has the fewest, of equal ones to
 *       that whose last turn is longest ago. So accounts that want more than there is come to have
 *       the same number of places.
 *   <li>When the line is full, the last of the account with most in it makes room for one of an
 *       account with fewer.
 *   <li>What nobody knows whose it is counts as one account that comes behind all others and has
 *       nothing of what is kept.
 * </ul>
 */
final class Places {

  private static final int KEPT_PART = 4;

  private final Work work;
  private int max;
  private int kept;
  private int waitersMax;
  private final Map<String, Share> shares = new HashMap<>();
  private final Set<Place> taken = new LinkedHashSet<>();

  /** Shares for which somebody waits, those first whose last turn is longest ago. */
  private final Set<Share> line = new LinkedHashSet<>();

  private int waiting;
  private long lastLook;
  private boolean looked;

  Places(Work work, int max, int waitersMax) {
    this.work = work;
    this.max = max;
    this.kept = max / KEPT_PART;
    this.waitersMax = waitersMax;
  }

  /** Other bounds from now on; who has a place or waits is left alone. */
  void resize(int newMax, int newWaitersMax) {
    max = newMax;
    kept = newMax / KEPT_PART;
    waitersMax = newWaitersMax;
    serve();
  }

  Work work() {
    return work;
  }

  int taken() {
    return taken.size();
  }

  int waiting() {
    return waiting;
  }

  /** How many accounts there are that have something or wait for it. */
  int accounts() {
    return shares.size();
  }

  /** A place, if there is one for this account now. */
  @Nullable Place take(Entrant entrant) {
    Share share = share(entrant.account());
    if (mayTake(share)) {
      return give(share, entrant);
    }
    forgetUnused(share);
    return null;
  }

  /** A seat in the line, for whom {@link #take} had no place; null if the line is full. */
  @Nullable Waiter queue(Entrant entrant) {
    Share share = share(entrant.account());
    if (waiting >= waitersMax && !makeRoomFor(share)) {
      forgetUnused(share);
      return null;
    }
    Waiter waiter = new Waiter(share, entrant);
    share.waiters.addLast(waiter);
    line.add(share);
    waiting++;
    return waiter;
  }

  private boolean makeRoomFor(Share share) {
    Share most = share;
    for (Share other : line) {
      if (other.crowdsMoreThan(most)) {
        most = other;
      }
    }
    // Of two with one request each, or as good as that, neither has to go for the other.
    if (most == share || (most.waiters.size() == share.waiters.size() + 1 && !most.isAnonymous())) {
      return false;
    }
    Waiter last = most.waiters.getLast();
    leave(last);
    last.sendAway();
    return true;
  }

  /** Ends waiting; nothing if it has ended. */
  void leave(Waiter waiter) {
    if (!waiter.isDecided() && waiter.share().waiters.remove(waiter)) {
      left(waiter.share());
    }
  }

  private void left(Share share) {
    waiting--;
    if (share.waiters.isEmpty()) {
      line.remove(share);
    }
    forgetUnused(share);
  }

  /** Ends a place and serves those who wait; false if it is none of these. */
  boolean release(Place place) {
    if (!taken.remove(place)) {
      return false;
    }
    place.share().taken--;
    forgetUnused(place.share());
    serve();
    return true;
  }

  private void serve() {
    for (Share next = next(); next != null; next = next()) {
      Waiter waiter = next.waiters.removeFirst();
      // Its next turn comes behind those of the others.
      line.remove(next);
      line.add(next);
      waiter.give(give(next, waiter.entrant()));
      left(next);
    }
  }

  /** Whose turn it is, if there is a place. If there is none for the first, there is for nobody. */
  private @Nullable Share next() {
    Share first = null;
    for (Share share : line) {
      if (first == null || share.precedes(first)) {
        first = share;
      }
    }
    return first != null && mayTake(first) ? first : null;
  }

  private boolean mayTake(Share share) {
    boolean first = share.taken == 0 && !share.isAnonymous();
    return taken.size() < (first ? max : max - kept);
  }

  private Place give(Share share, Entrant entrant) {
    Place place = new Place(work, share, entrant);
    share.taken++;
    taken.add(place);
    return place;
  }

  private Share share(String account) {
    return shares.computeIfAbsent(account, Share::new);
  }

  private void forgetUnused(Share share) {
    if (share.isUnused()) {
      shares.remove(share.account());
    }
  }

  /** Whether the last look at clients is long enough ago; the next one begins. */
  boolean mayLook(long now, long intervalNanos) {
    if (looked && now - lastLook < intervalNanos) {
      return false;
    }
    looked = true;
    lastLook = now;
    return true;
  }

  /** Such places, one for each who waits and one for who comes next. */
  List<Place> find(Predicate<Place> wanted) {
    List<Place> found = new ArrayList<>();
    for (Place place : taken) {
      if (found.size() <= waiting && wanted.test(place)) {
        found.add(place);
      }
    }
    return found;
  }

  @Override
  public String toString() {
    Share busiest =
        shares.values().stream()
            .max(Comparator.comparingInt(share -> share.taken + share.waiters.size()))
            .orElseGet(() -> new Share(Share.ANONYMOUS));
    return "of kind %s %d are worked on and %d wait, of account %s alone %d and %d"
        .formatted(
            work,
            taken.size(),
            waiting,
            busiest.isAnonymous() ? "(none)" : busiest.account(),
            busiest.taken,
            busiest.waiters.size());
  }
}
