package org.mucura.core.interleaving;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.After;
import org.junit.Assume;
import org.junit.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that can happen between operations on one object: every order of their store calls, and for
 * each of these a crash of either behind any change, and a change of unknown outcome that was made,
 * was not made, or is made later. Whatever happens, some order of the operations explains what they
 * and a reader saw, and once all is tidied, exactly what is named is left.
 *
 * <p>With {@code -Dmucura.long=true}, completions of uploads have faults too.
 */
public class ObjectRaceTest {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectRaceTest.class);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @After
  public void close() {
    threads.shutdown();
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

  private void run(List<List<Operation>> races, boolean mayFail) {
    for (State state : State.values()) {
      int runs = 0;
      for (List<Operation> operations : races) {
        runs += new Race(state, operations, mayFail).runAll(threads);
      }
      LOG.info("{} runs of {} races from {}", runs, races.size(), state);
    }
  }

  @Test
  public void pairsWithEveryFault() {
    run(pairs(false), true);
  }

  @Test
  public void pairsWithUploads() {
    run(pairs(true), false);
  }

  @Test
  public void pairsWithUploadsAndEveryFault() {
    Assume.assumeTrue(Boolean.getBoolean("mucura.long"));
    run(pairs(true), true);
  }

  /** Of three writers who want to be the first exactly one is. */
  @Test
  public void threeWhoWantToBeFirst() {
    Operation first = Operation.PUT_IF_ABSENT;
    run(List.of(List.of(first, first, first), List.of(first, first, Operation.DELETE)), false);
  }
}
