package org.mucura.benchmarks;

import java.io.IOException;
import java.util.Map;

/** Objects removed one by one. */
record Deletes() implements Work {

  private static final int PAGE = 1000;

  @Override
  public String name() {
    return "DELETE";
  }

  @Override
  public int limit() {
    return 3 * PAGE;
  }

  private static String target(Turn turn) {
    return Suite.BUCKET + "/removed/" + turn.round() + "/" + turn.index();
  }

  @Override
  public void prepare(Client client, int round) throws IOException {
    Payload payload = Payload.signed(Payload.random(4 * Size.KIB));
    for (int i = 0; i < limit(); i++) {
      client.put(target(new Work.Turn(round, i)), payload);
    }
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    client.send("DELETE", target(turn), Payload.NONE, Map.of());
    return 0;
  }
}
