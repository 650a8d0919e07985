package org.mucura.core.interleaving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
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
  private final List<String> log = new ArrayList<>();
  private final List<Option> later = new ArrayList<>();
  private List<Option> asleep = List.of();
  private boolean mayFail;

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

  Schedule(Choices choices, Executor threads, boolean mayFail) {
    this.choices = choices;
    this.threads = threads;
    this.mayFail = mayFail;
  }

  /** Called by a party's thread: a change that is made by somebody else than its caller. */
  void later(Step step, Runnable change) {
    later.add(new Option(null, Fate.NORMAL, step, change));
  }

  /**
   * Runs all to their ends.
   *
   * @return false if the run was given up because another one did the same
   */
  boolean run(List<Party> parties, List<Runnable> works) {
    for (int i = 0; i < parties.size(); i++) {
      threads.execute(parties.get(i).body(works.get(i)));
      parties.get(i).go(Fate.NORMAL);
    }
    List<Option> options = options(parties);
    while (!options.isEmpty()) {
      List<Option> awake = options.stream().filter(option -> !isAsleep(option)).toList();
      if (awake.isEmpty()) {
        parties.stream().filter(party -> party.waiting() != null).forEach(p -> p.go(Fate.END));
        return false;
      }
      int choice = choices.choose(awake.size());
      take(awake.get(choice), awake.subList(0, choice));
      options = options(parties);
    }
    return true;
  }

  private boolean isAsleep(Option option) {
    return asleep.stream().anyMatch(option::isSame);
  }

  private void take(Option option, List<Option> triedBefore) {
    List<Option> sleeping = new ArrayList<>(asleep);
    sleeping.addAll(triedBefore);
    sleeping.removeIf(option::dependsOn);
    asleep = sleeping;
    mayFail &= option.fate() == Fate.NORMAL;
    Party party = option.party();
    if (party == null) {
      log.add("made at last: " + option.step());
      later.remove(option);
      option.work().run();
    } else {
      party.at(log.size());
      log.add(party.name + ": " + option.step() + " " + option.fate());
      party.go(option.fate());
    }
  }

  private List<Option> options(List<Party> parties) {
    List<Option> options = new ArrayList<>();
    for (Party party : parties) {
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
    if (!mayFail || step.kind() == Kind.READ) {
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
