package org.mucura.benchmarks;

import java.io.IOException;

/** Pages of a listing of 1,000 names. */
record Pages(int keys, String query) implements Work {

  @Override
  public String name() {
    return "LIST " + keys + (query.isEmpty() ? "" : " by folder");
  }

  @Override
  public void prepare(Client client, int round) throws IOException {
    if (round == 0 && query.isEmpty()) {
      for (int i = 0; i < keys; i++) {
        client.put(Suite.BUCKET + "/list/" + i % 10 + "/" + i, Payload.NONE);
      }
    }
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    return client.get(Suite.BUCKET + "?list-type=2&prefix=list%2F" + query).length();
  }
}
