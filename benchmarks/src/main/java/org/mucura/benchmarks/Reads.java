package org.mucura.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Objects that are there, in turn. */
final class Reads implements Work {

  /** Objects that are read again and again. */
  private static final int KEYS = 500;

  private static final int RANGE = 64 * Size.KIB;

  private final String method;
  private final int size;

  /**
   * Reads by a method.
   *
   * @param method {@code GET}, {@code HEAD}, or {@code RANGE}: GET of a part
   * @param size of each object, in bytes
   */
  Reads(String method, int size) {
    this.method = method;
    this.size = size;
  }

  @Override
  public String name() {
    return method.equals("RANGE")
        ? "GET 64 KiB of " + Size.text(size)
        : method + " " + Size.text(size);
  }

  private boolean large() {
    return size > 64 * Size.MIB;
  }

  @Override
  public int limit() {
    return large() ? 3 : Integer.MAX_VALUE;
  }

  private int keys() {
    return large() ? 1 : KEYS;
  }

  private String target(int key) {
    return Suite.BUCKET + "/read/" + size + "/" + key;
  }

  /** The same part of an object each time, and another one of each. */
  private long first(int key) {
    return Math.floorMod(key * 77_777L, size - RANGE);
  }

  private Map<String, List<String>> range(int key) {
    return Map.of("range", List.of("bytes=" + first(key) + "-" + (first(key) + RANGE - 1)));
  }

  @Override
  public void prepare(Crowd crowd, int round) throws IOException, InterruptedException {
    if (round == 0) {
      Payload payload = Content.of(size).payload();
      crowd.each(keys(), (client, i) -> client.put(target(i), payload));
    }
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    int key = Math.floorMod(turn.index() * 7919, keys());
    if (method.equals("RANGE")) {
      return client.read(target(key), range(key), BodySink.NOTHING).length();
    }
    return client.send(method, target(key), Payload.NONE, Map.of()).length();
  }

  @Override
  public void check(Crowd crowd) throws IOException, InterruptedException {
    Content content = Content.of(size);
    crowd.each(
        keys(),
        (client, i) -> {
          if (method.equals("RANGE")) {
            content.compare(client, target(i), range(i), new Content.Part(first(i), RANGE));
          } else {
            content.compare(client, target(i));
          }
        });
  }
}
