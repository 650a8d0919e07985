package org.mucura.benchmarks;

import java.io.IOException;

/** Objects that nothing named before. */
record Writes(String name, Payload payload, int limit) implements Work {

  private String folder() {
    return Suite.BUCKET + "/written/" + name.replaceAll("\\W", "-") + "/";
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    client.put(folder() + turn.round() + "/" + turn.index(), payload);
    return payload.length();
  }
}
