package org.mucura.benchmarks;

import java.io.IOException;

/** One kind of operation that is measured. */
interface Work {

  /** How it stands in the table: the operation and its size. */
  String name();

  /** Whether a server can be brought to do it; asked once, before anything else. */
  default boolean able(Client client) throws IOException {
    return true;
  }

  /** Makes ready for a round what the operations need; not measured. */
  default void prepare(Crowd crowd, int round) throws IOException, InterruptedException {}

  /** How many operations there are in a round at most. */
  default int limit() {
    return Integer.MAX_VALUE;
  }

  /**
   * Does the operation once.
   *
   * @return how many bytes of contents were moved
   * @throws IOException if it was not answered, or not with a success
   */
  long run(Client client, Turn turn) throws IOException;

  /**
   * Looks whether what the operations of round 0 did or gave is right: bytes that came back are
   * compared with those that were sent. Done once for each server, and not measured.
   *
   * @throws IOException if something is not as it must be
   */
  default void check(Crowd crowd) throws IOException, InterruptedException {}

  /**
   * Which operation this is.
   *
   * @param index counted over all clients of a round, from 0
   * @param round from 0, which is not measured
   */
  record Turn(int round, int index) {}
}
