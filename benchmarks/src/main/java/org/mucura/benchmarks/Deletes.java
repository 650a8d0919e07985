package org.mucura.benchmarks;

import java.io.IOException;
import java.util.Map;

/** Objects removed one by one. */
record Deletes() implements Work {

  private static final int KEYS = 3000;

  @Override
  public String name() {
    return "DELETE";
  }

  @Override
  public int limit() {
    return KEYS;
  }

  private static String target(Turn turn) {
    return Suite.BUCKET + "/removed/" + turn.round() + "/" + turn.index();
  }

  @Override
  public void prepare(Crowd crowd, int round) throws IOException, InterruptedException {
    Payload payload = Content.of(4 * Size.KIB).payload();
    crowd.each(KEYS, (client, i) -> client.put(target(new Turn(round, i)), payload));
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    client.send("DELETE", target(turn), Payload.NONE, Map.of());
    return 0;
  }

  @Override
  public void check(Crowd crowd) throws IOException {
    crowd.once((client, i) -> gone(client, target(new Turn(0, 0))));
  }

  /** Makes sure that something is not there. */
  static void gone(Client client, String target) throws IOException {
    if (client.has(target)) {
      throw new IOException(target + " was deleted and is there");
    }
  }
}
