package org.mucura.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The works, and by how many clients each is done. */
final class Suite {

  static final String BUCKET = "/bench";

  private static final int STREAM = 512 * Size.MIB;
  private static final int PARTS = 64;
  private static final int PART = 16 * Size.MIB;

  private final List<Measured> measured = new ArrayList<>();

  private Suite() {}

  /** A work, done by clients at once. */
  record Measured(Work work, int clients) {
    String name() {
      return work.name() + " x" + clients;
    }
  }

  /**
   * What the first table of a release shows.
   *
   * @param keys of large buckets to be listed besides
   */
  static List<Measured> brief(List<Integer> keys) {
    Suite suite = new Suite();
    for (int size : new int[] {4 * Size.KIB, Size.MIB}) {
      suite.add(Writes.of(size, "signed"), 8);
      suite.add(new Reads("GET", size), 8);
    }
    suite.add(Writes.of(Size.MIB, "trailer"), 8);
    suite.names(Stream.concat(Stream.of(1000), keys.stream()).toList());
    suite.add(new Completions(PARTS, PART), 1);
    return suite.measured;
  }

  /** All sizes, forms of bodies and numbers of clients. */
  static List<Measured> full(List<Integer> keys) {
    Suite suite = new Suite();
    for (int clients : new int[] {1, 8, 32}) {
      for (int size : new int[] {4 * Size.KIB, 100 * Size.KIB, Size.MIB}) {
        for (String form : new String[] {"signed", "unsigned", "trailer"}) {
          suite.add(Writes.of(size, form), clients);
        }
        suite.add(new Reads("GET", size), clients);
      }
    }
    suite.names(Stream.concat(Stream.of(1000, 100_000, 1_000_000), keys.stream()).toList());
    suite.add(Writes.stream(STREAM), 1);
    suite.add(new Reads("GET", STREAM), 1);
    suite.add(new Parts(PARTS, PART), 8);
    suite.add(new Completions(PARTS, PART), 1);
    return suite.measured;
  }

  private void names(List<Integer> keys) {
    add(new Reads("HEAD", 4 * Size.KIB), 8);
    add(new Reads("RANGE", Size.MIB), 8);
    for (Pages.Kind kind : Pages.Kind.values()) {
      for (int count : keys.stream().distinct().toList()) {
        // from anywhere a thousand keys are the same page always
        if (kind != Pages.Kind.ANYWHERE || count > 1000) {
          add(new Pages(new Bucket(count), kind), 8);
        }
      }
    }
    add(new Deletes(), 8);
    add(new BatchDeletes(), 1);
  }

  private void add(Work work, int clients) {
    measured.add(new Measured(work, clients));
  }
}
