package org.mucura.core.interleaving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.mucura.core.interleaving.Step.Kind;

/**
 * Runs parties step by step, a step being one store call, in the order that its choices say. One
 * fault happens at most: a party may crash behind any change, and the outcome of one may stay
 * unknown.
 *
 * <p>Of orders that differ only in steps that do not depend on each other one is enough: what was
 * tried first at some point sleeps in the other attempts from there until a step that depends on it
 * was made (the sleep sets of partial-order reduction).
 */
final class Schedule {

  private final Choices choices;
  private final Executor threads;
  private final List<Party> parties;
  private final List<String> log = new ArrayList<>();
  private final List<Option> later = new ArrayList<>();
  private final Semaphore over = new Semaphore(0);
  private final Faults faults;
  private final boolean isSymmetric;
  private List<Option> asleep = List.of();
  private boolean hasFailed;
  private int started;
  private boolean givenUp;
  private @Nullable Throwable failure;

  /**
   * A step that can be made now.
   *
   * @param party null for a change that is made after its caller stopped waiting
   */
  private record Option(@Nullable Party party, Fate fate, Step step, Runnable work) {

    /** One fault excludes the other; what a party does first or last others may compare with. */
    boolean dependsOn(Option other) {
      return party == other.party
          || (fate != Fate.NORMAL && other.fate != Fate.NORMAL)
          || isFirst()
          || other.isFirst()
          || step.dependsOn(other.step);
    }

    private boolean isFirst() {
      return party != null && !party.hasBegun();
    }

    boolean isSame(Option other) {
      return party == other.party && fate == other.fate && step.equals(other.step);
    }
  }

  /**
   * What can happen in a run.
   *
   * @param isSymmetric whether all parties do the same: then the first of them begins
   */
  record Rules(Faults faults, boolean isSymmetric) {}

  /**
   * A run of {@code parties}.
   *
   * @param threads run all of them but the first
   */
  Schedule(Choices choices, Executor threads, List<Party> parties, Rules rules) {
    this.choices = choices;
    this.threads = threads;
    this.parties = parties;
    this.isSymmetric = rules.isSymmetric();
    this.faults = rules.faults();
  }

  /**
   * Runs all to their ends, the first on this thread.
   *
   * @return false if the run was given up because another one did the same
   */
  boolean run() {
    parties.get(started++).run(this);
    over.acquireUninterruptibly();
    if (failure != null) {
      throw new AssertionError("failed", failure);
    }
    return !givenUp;
  }

  /** Called by a party: a change that is made by somebody else than its caller. */
  void later(Step step, Runnable change) {
    later.add(new Option(null, Fate.NORMAL, step, change));
  }

  /** Called by a party: the run has failed. */
  void fail(Throwable e) {
    failure = failure == null ? e : failure;
    givenUp = true;
  }

  /** Called by a party before its next step; returns when it is its turn. */
  void next(Party party) {
    Party chosen = choose();
    if (chosen != party) {
      pass(chosen);
      party.pause();
    }
  }

  /** Called by a party that has nothing more to do. */
  void end() {
    pass(choose());
  }

  private void pass(@Nullable Party chosen) {
    if (chosen == null) {
      over.release();
    } else if (chosen.waiting() == null) {
      threads.execute(() -> chosen.run(this));
    } else {
      chosen.resume();
    }
  }

  /** Who goes on; null if all have ended. At first each goes as far as to its first step. */
  private @Nullable Party choose() {
    if (started < parties.size()) {
      return parties.get(started++);
    }
    try {
      while (!givenUp) {
        List<Option> options = options();
        if (options.isEmpty()) {
          return null;
        }
        Party chosen = choose(options);
        if (chosen != null) {
          return chosen;
        }
      }
    } catch (AssertionError | RuntimeException e) {
      fail(e);
    }
    for (Party party : parties) {
      if (party.waiting() != null) {
        party.prepare(Fate.END);
        return party;
      }
    }
    return null;
  }

  /** Null if no party had a step to make. */
  private @Nullable Party choose(List<Option> options) {
    List<Option> awake = options.stream().filter(option -> !isAsleep(option)).toList();
    if (awake.isEmpty()) {
      givenUp = true;
      return null;
    }
    int choice = choices.choose(awake.size());
    return take(awake.get(choice), awake.subList(0, choice));
  }

  private boolean isAsleep(Option option) {
    return asleep.stream().anyMatch(option::isSame);
  }

  private @Nullable Party take(Option option, List<Option> triedBefore) {
    List<Option> sleeping = new ArrayList<>(asleep);
    sleeping.addAll(triedBefore);
    sleeping.removeIf(option::dependsOn);
    asleep = sleeping;
    hasFailed |= option.fate() != Fate.NORMAL;
    Party party = option.party();
    if (party == null) {
      log.add("made at last: " + option.step());
      later.remove(option);
      option.work().run();
    } else {
      party.at(log.size());
      log.add(party.name + ": " + option.step() + " " + option.fate());
      party.prepare(option.fate());
    }
    return party;
  }

  private List<Option> options() {
    List<Option> options = new ArrayList<>();
    for (Party party : isSymmetric && log.isEmpty() ? parties.subList(0, 1) : parties) {
      Step step = party.waiting();
      if (step != null && step.kind() == Kind.NEW_BLOB) {
        options.clear();
        add(options, party, step);
        return options;
      }
      if (step != null) {
        add(options, party, step);
      }
    }
    options.addAll(later);
    return options;
  }

  private void add(List<Option> options, Party party, Step step) {
    options.add(new Option(party, Fate.NORMAL, step, () -> {}));
    if (hasFailed || step.kind() == Kind.READ || !faults.mayHappenAt(party.steps())) {
      return;
    }
    options.add(new Option(party, Fate.CRASH, step, () -> {}));
    if (step.kind() == Kind.METADATA_CHANGE) {
      options.add(new Option(party, Fate.UNKNOWN_MADE, step, () -> {}));
      options.add(new Option(party, Fate.UNKNOWN_LOST, step, () -> {}));
      options.add(new Option(party, Fate.UNKNOWN_LATER, step, () -> {}));
    }
  }

  @Override
  public String toString() {
    return String.join("\n  ", log);
  }
}
