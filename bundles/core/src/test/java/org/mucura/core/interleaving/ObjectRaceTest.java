package org.mucura.core.interleaving;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can happen between operations on one object: every order of their store calls, and for each
 * of these a crash of either behind a change, and a change of unknown outcome that was made, was
 * not made, or is made later. Whatever happens, some order of the operations explains what they and
 * a reader saw, and once all is tidied, exactly what is named is left.
 *
 * <p>With {@code -Dmucura.long=true} every change of every operation has every fault. Without, each
 * pair has faults at every fourth step of an operation, the next pair at the steps behind these, so
 * that no step goes without; and uploads have none, nor do they begin behind a crash.
 */
public class ObjectRaceTest {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectRaceTest.class);

  private static final Set<State> ALL = EnumSet.allOf(State.class);
  private static final boolean LONG = Boolean.getBoolean("mucura.long");

  private final ExecutorService parties = Executors.newCachedThreadPool();
  private final ExecutorService races =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  @After
  public void close() {
    races.shutdownNow();
    parties.shutdown();
  }

  private static List<List<Operation>> pairs(boolean isLong) {
    List<List<Operation>> pairs = new ArrayList<>();
    for (Operation one : Operation.values()) {
      for (Operation other : Operation.values()) {
        if (one.compareTo(other) <= 0 && (one.isLong() || other.isLong()) == isLong) {
          pairs.add(List.of(one, other));
        }
      }
    }
    return pairs;
  }

  /**
   * Runs the races from all states, as many at once as there are processors.
   *
   * @param faultEvery at which of an operation's steps there are faults: 1 for all, 0 for none; of
   *     those left out each race leaves out others than the next one
   */
  private void run(Set<State> states, List<List<Operation>> operations, int faultEvery)
      throws Exception {
    Map<Race, Future<Integer>> running = new LinkedHashMap<>();
    for (State state : states) {
      for (List<Operation> raced : operations) {
        Race race = new Race(state, raced, new Faults(faultEvery, running.size()));
        running.put(race, races.submit(() -> race.runAll(parties)));
      }
    }
    int runs = 0;
    for (Map.Entry<Race, Future<Integer>> race : running.entrySet()) {
      runs += race.getValue().get();
      LOG.debug("{} runs of {}", race.getValue().get(), race.getKey());
    }
    LOG.info("{} runs of {} races", runs, running.size());
  }

  @Test
  public void pairsWithFaults() throws Exception {
    run(ALL, pairs(false), LONG ? 1 : 4);
  }

  @Test
  public void pairsWithUploads() throws Exception {
    run(LONG ? ALL : EnumSet.complementOf(EnumSet.of(State.UNDONE)), pairs(true), LONG ? 1 : 0);
  }

  /** Of three writers who want to be the first exactly one is. */
  @Test
  public void threeWhoWantToBeFirst() throws Exception {
    Operation first = Operation.PUT_IF_ABSENT;
    run(ALL, List.of(List.of(first, first, first), List.of(first, first, Operation.DELETE)), 0);
  }
}
