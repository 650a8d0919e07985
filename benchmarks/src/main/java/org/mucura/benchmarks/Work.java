package org.mucura.benchmarks;

import java.io.IOException;

/** One kind of operation that is measured. */
interface Work {

  /** How it stands in the table: the operation and its size. */
  String name();

  /** Makes ready for a round what the operations need; not measured. */
  default void prepare(Client client, int round) throws IOException {}

  /** How many operations there are in a round at most. */
  default int limit() {
    return Integer.MAX_VALUE;
  }

  /**
   * Does the operation once.
   *
   * @return how many bytes of contents were moved
   */
  long run(Client client, Turn turn) throws IOException;

  /**
   * Which operation this is.
   *
   * @param index counted over all clients of a round, from 0
   * @param round from 0, which is not measured
   */
  record Turn(int round, int index) {}
}
