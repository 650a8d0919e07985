package org.mucura.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The works, and by how many clients each is done. */
final class Suite {

  static final String BUCKET = "/bench";

  private final List<Measured> measured = new ArrayList<>();

  private Suite() {}

  /** A work, done by clients at once. */
  record Measured(Work work, int clients) {
    String name() {
      return work.name() + " x" + clients;
    }
  }

  /** What the first table of a release shows. */
  static List<Measured> brief() {
    Suite suite = new Suite();
    suite.transfers(List.of(4 * Size.KIB, Size.MIB), 8);
    suite.add(put(Size.MIB, "trailer"), 8);
    suite.names();
    suite.streams();
    return suite.measured;
  }

  /** All sizes, forms of bodies and numbers of clients. */
  static List<Measured> full() {
    Suite suite = new Suite();
    for (int clients : new int[] {1, 8, 32}) {
      suite.transfers(List.of(4 * Size.KIB, 100 * Size.KIB, Size.MIB), clients);
      for (int size : new int[] {4 * Size.KIB, 100 * Size.KIB, Size.MIB}) {
        suite.add(put(size, "unsigned"), clients);
        suite.add(put(size, "trailer"), clients);
      }
    }
    suite.names();
    suite.streams();
    return suite.measured;
  }

  private void transfers(List<Integer> sizes, int clients) {
    for (int size : sizes) {
      add(put(size, "signed"), clients);
      add(new Reads("GET", size), clients);
    }
  }

  private void names() {
    add(new Reads("HEAD", 4 * Size.KIB), 8);
    add(new Reads("RANGE", Size.MIB), 8);
    for (String query : new String[] {"", "&delimiter=%2F"}) {
      add(new Pages(1000, query), 8);
    }
    add(new Deletes(), 8);
    add(new BatchDeletes(), 1);
  }

  private void streams() {
    Payload stream = Payload.unsigned(Payload.random(Size.MIB), 512);
    add(new Writes("PUT 512 MiB", stream, 3), 1);
    add(new Reads("GET", 512 * Size.MIB), 1);
    add(new Completions(64, 16), 1);
  }

  private void add(Work work, int clients) {
    measured.add(new Measured(work, clients));
  }

  private static Work put(int size, String form) {
    byte[] body = Payload.random(size);
    Payload payload =
        switch (form) {
          case "signed" -> Payload.signed(body);
          case "unsigned" -> Payload.unsigned(body, 1);
          default -> Payload.withTrailer(body);
        };
    return new Writes("PUT " + Size.text(size) + " " + form, payload, Integer.MAX_VALUE);
  }
}
