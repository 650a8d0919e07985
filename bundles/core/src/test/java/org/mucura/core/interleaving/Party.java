package org.mucura.core.interleaving;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One of those whose steps are interleaved, on a thread of its own, of which one runs at a time.
 */
final class Party {

  private static final ThreadLocal<@Nullable Party> CURRENT = new ThreadLocal<>();

  final String name;
  private final Semaphore turn = new Semaphore(0);
  private final Semaphore parked = new Semaphore(0);
  private volatile @Nullable Step waiting;
  private volatile Fate fate = Fate.NORMAL;
  private volatile boolean crashed;
  private volatile boolean ended;
  private volatile int begun = -1;
  private volatile int last;
  private volatile @Nullable Throwable failure;

  Party(String name) {
    this.name = name;
  }

  /** The party of this thread; null for whoever prepares or checks. */
  static @Nullable Party current() {
    return CURRENT.get();
  }

  /** What a party runs. Begins with its first turn. */
  Runnable body(Runnable work) {
    return () -> {
      CURRENT.set(this);
      try {
        turn.acquireUninterruptibly();
        work.run();
        ended = !crashed;
      } catch (CrashedError e) {
        crashed = true;
      } catch (Throwable e) {
        failure = e;
      } finally {
        CURRENT.remove();
        waiting = null;
        parked.release();
      }
    };
  }

  /** Called by the party: waits for its turn and learns the fate of its call. */
  Fate await(Step step) {
    if (crashed) {
      throw new CrashedError();
    }
    waiting = step;
    parked.release();
    turn.acquireUninterruptibly();
    waiting = null;
    if (fate == Fate.END) {
      throw crash();
    }
    return fate;
  }

  /** Called by the party after a call behind which its process ends. */
  CrashedError crash() {
    crashed = true;
    return new CrashedError();
  }

  /** Called by the schedule: lets the party go on, until it waits again or has ended. */
  void go(Fate next) {
    fate = next;
    turn.release();
    parked.acquireUninterruptibly();
    Throwable thrown = failure;
    if (thrown != null) {
      throw new AssertionError(name + " failed", thrown);
    }
  }

  boolean hasBegun() {
    return begun >= 0;
  }

  /** Notes the time of the party's next step. */
  void at(int time) {
    begun = begun < 0 ? time : begun;
    last = time;
  }

  /** Whether this was over before the other began; a party that crashed is never over. */
  boolean endedBefore(Party other) {
    return ended && last < other.begun;
  }

  /** The call that waits; null once the party has ended. */
  @Nullable Step waiting() {
    return waiting;
  }

  boolean hasCrashed() {
    return crashed;
  }
}
