package org.mucura.core.interleaving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.mucura.core.bench.Bench;
import org.mucura.core.interleaving.Schedule.Rules;
import org.mucura.wire.ErrorCode;

/**
 * Operations that race from one state: run in every order of their store calls there is, each of
 * them with every single fault there is, and judged.
 */
final class Race {

  /** The operation may have had its effect, or may still have it. */
  private static final String UNCERTAIN = ErrorCode.SERVICE_UNAVAILABLE.code();

  private final State state;
  private final List<Operation> operations;
  private final Faults faults;

  Race(State state, List<Operation> operations, Faults faults) {
    this.state = state;
    this.operations = operations;
    this.faults = faults;
  }

  /** Runs all, and says how many that were. */
  int runAll(Executor threads) {
    World start = new World(state);
    Choices choices = new Choices();
    int runs = 0;
    do {
      runs += run(start.copy(), choices, threads) ? 1 : 0;
    } while (choices.next());
    return runs;
  }

  private boolean run(World world, Choices choices, Executor threads) {
    List<Party> parties = new ArrayList<>();
    String[] results = new String[operations.size()];
    for (int i = 0; i < operations.size(); i++) {
      int party = i;
      Operation operation = operations.get(i);
      Bench bench = world.steppedGateway();
      Runnable work = () -> results[party] = operation.run(bench, world.call(party));
      parties.add(new Party(i + " " + operation, work));
    }
    boolean isSymmetric = Set.copyOf(operations).size() == 1;
    Schedule schedule = new Schedule(choices, threads, parties, new Rules(faults, isSymmetric));
    try {
      boolean isNew = schedule.run();
      if (isNew) {
        judge(world, parties, results);
      }
      return isNew;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          this + " gave " + Arrays.toString(results) + " after\n  " + schedule, e);
    }
  }

  private void judge(World world, List<Party> parties, String[] results) {
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < results.length; i++) {
      boolean certain = !parties.get(i).hasCrashed() && !UNCERTAIN.equals(results[i]);
      outcomes.add(
          new Outcome(operations.get(i), world.call(i), certain ? results[i] : "", parties.get(i)));
    }
    Map<String, String> seen = world.observe();
    if (!explains(world.model(), outcomes, seen)) {
      throw new AssertionError("no order explains " + seen);
    }
    if (outcomes.stream().anyMatch(Outcome::isHurtReclaim)) {
      world.gateway().tidyAtOnce();
      if (state != State.UNDONE && !world.undone().isEmpty()) {
        throw new AssertionError("left to the sweep: " + world.undone());
      }
    }
    world.gateway().abortIfOpen(world.call(0).upload());
    world.gateway().tidy();
    Map<String, String> tidied = world.observe();
    boolean mayHaveGoneOn =
        outcomes.stream().anyMatch(Outcome::mayGoOn) && explains(world.model(), outcomes, tidied);
    if (!tidied.equals(seen) && !mayHaveGoneOn) {
      throw new AssertionError("tidying made " + tidied + " of " + seen);
    }
    if (!world.leftovers().isEmpty()) {
      throw new AssertionError("left: " + world.leftovers());
    }
  }

  /**
   * What came of an operation.
   *
   * @param result empty if nobody heard of it
   */
  private record Outcome(Operation operation, Operation.Call call, String result, Party party) {

    /** Whoever finds a completion that was begun ends it. */
    boolean mayGoOn() {
      return result.isEmpty() && operation.isCompletion();
    }

    /** Whatever stops reclaim, the next one goes on. */
    boolean isHurtReclaim() {
      return operation == Operation.RECLAIM && party.isHurt();
    }

    /** What nobody heard of may happen at any time. */
    boolean isBefore(Outcome other) {
      return !result.isEmpty() && party.endedBefore(other.party);
    }
  }

  /** Whether the operations, one after the other in some order, do the same. */
  private static boolean explains(Model before, List<Outcome> outcomes, Map<String, String> seen) {
    if (outcomes.isEmpty()) {
      return before.objects.equals(seen);
    }
    for (Outcome first : outcomes) {
      List<Outcome> rest = new ArrayList<>(outcomes);
      rest.remove(first);
      if (first.result().isEmpty() && explains(before, rest, seen)) {
        return true;
      }
      boolean mayBeFirst = rest.stream().noneMatch(other -> other.isBefore(first));
      Model after = before.copy();
      String result = first.operation().model(after, first.call());
      boolean fits = first.result().isEmpty() || first.result().equals(result);
      if (mayBeFirst && fits && explains(after, rest, seen)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return operations + " from " + state;
  }
}
