package org.mucura.core.interleaving;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One of those whose steps are interleaved, on a thread of its own, of which one runs at a time: it
 * has the baton, and at its next step it asks the schedule who gets it.
 */
final class Party {

  private static final ThreadLocal<@Nullable Party> CURRENT = new ThreadLocal<>();

  final String name;
  private final Runnable work;
  private final Semaphore turn = new Semaphore(0);
  private @Nullable Schedule schedule;
  private @Nullable Step waiting;
  private Fate fate = Fate.NORMAL;
  private boolean hurt;
  private boolean crashed;
  private boolean ended;
  private int begun = -1;
  private int last;
  private int steps;

  Party(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  /** The party of this thread; null for whoever prepares or checks. */
  static @Nullable Party current() {
    return CURRENT.get();
  }

  /** Does all that the party does, on this thread. */
  void run(Schedule judge) {
    CURRENT.set(this);
    schedule = judge;
    try {
      work.run();
      ended = !crashed;
    } catch (CrashedError e) {
      crashed = true;
    } catch (Throwable e) {
      judge.fail(new AssertionError(name + " failed", e));
    } finally {
      CURRENT.remove();
      judge.end();
    }
  }

  /** Called by the party: waits for its turn and learns the fate of its call. */
  Fate await(Step step) {
    Schedule judge = schedule;
    if (crashed || judge == null) {
      throw new CrashedError();
    }
    waiting = step;
    judge.next(this);
    waiting = null;
    if (fate == Fate.END) {
      throw crash();
    }
    return fate;
  }

  /** Called by the party: somebody else makes its change, at some time. */
  void later(Step step, Runnable change) {
    if (schedule != null) {
      schedule.later(step, change);
    }
  }

  /** Called by the party after a call behind which its process ends. */
  CrashedError crash() {
    crashed = true;
    return new CrashedError();
  }

  /** Called by whoever has the baton: says what becomes of the call that waits. */
  void prepare(Fate next) {
    fate = next;
    hurt |= next != Fate.NORMAL;
  }

  /** Takes the baton, on the thread of another party. */
  void resume() {
    turn.release();
  }

  /** Waits for the baton. */
  void pause() {
    turn.acquireUninterruptibly();
  }

  boolean hasBegun() {
    return begun >= 0;
  }

  /** How many steps it has made. */
  int steps() {
    return steps;
  }

  /** Notes the time of the party's next step. */
  void at(int time) {
    begun = begun < 0 ? time : begun;
    last = time;
    steps++;
  }

  /** Whether this was over before the other began; a party that crashed is never over. */
  boolean endedBefore(Party other) {
    return ended && last < other.begun;
  }

  /** The call that waits; null before the party runs, and once it has ended. */
  @Nullable Step waiting() {
    return waiting;
  }

  /** Whether one of its calls had another fate than the normal one. */
  boolean isHurt() {
    return hurt;
  }

  boolean hasCrashed() {
    return crashed;
  }
}
