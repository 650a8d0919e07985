package org.mucura.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Objects that are there, in turn. */
record Reads(String method, int size) implements Work {

  /** Objects that are read again and again. */
  private static final int KEYS = 500;

  private static final int RANGE = 64 * Size.KIB;

  @Override
  public String name() {
    return method.equals("RANGE")
        ? "GET 64 KiB of " + Size.text(size)
        : method + " " + Size.text(size);
  }

  @Override
  public int limit() {
    return size > 64 * Size.MIB ? 3 : Integer.MAX_VALUE;
  }

  private int keys() {
    return size > 64 * Size.MIB ? 1 : KEYS;
  }

  private String key(int index) {
    return Suite.BUCKET + "/read/" + size + "/" + Math.floorMod(index * 7919, keys());
  }

  @Override
  public void prepare(Client client, int round) throws IOException {
    if (round == 0) {
      Payload payload =
          size > Size.MIB
              ? Payload.unsigned(Payload.random(Size.MIB), size / Size.MIB)
              : Payload.signed(Payload.random(size));
      for (int i = 0; i < keys(); i++) {
        client.put(key(i), payload);
      }
    }
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    String target = key(turn.index());
    if (method.equals("RANGE")) {
      long first = Math.floorMod(turn.index() * 7919L, size - RANGE);
      String range = "bytes=" + first + "-" + (first + RANGE - 1);
      return client.send("GET", target, Payload.NONE, Map.of("range", List.of(range))).length();
    }
    return client.send(method, target, Payload.NONE, Map.of()).length();
  }
}
