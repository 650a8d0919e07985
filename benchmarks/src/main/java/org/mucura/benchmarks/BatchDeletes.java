package org.mucura.benchmarks;

import java.io.IOException;

/** A thousand objects removed by each request. */
record BatchDeletes() implements Work {

  private static final int PAGE = 1000;

  @Override
  public String name() {
    return "DELETE batch of " + PAGE;
  }

  @Override
  public int limit() {
    return 2;
  }

  private static String key(Turn turn, int i) {
    return "removed/" + turn.round() + "/" + turn.index() + "/" + i;
  }

  @Override
  public void prepare(Client client, int round) throws IOException {
    Payload payload = Payload.signed(Payload.random(4 * Size.KIB));
    for (int index = 0; index < limit(); index++) {
      for (int i = 0; i < PAGE; i++) {
        client.put(Suite.BUCKET + "/" + key(new Work.Turn(round, index), i), payload);
      }
    }
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    StringBuilder document = new StringBuilder("<Delete><Quiet>true</Quiet>");
    for (int i = 0; i < PAGE; i++) {
      document.append("<Object><Key>").append(key(turn, i)).append("</Key></Object>");
    }
    byte[] body = Payload.ascii(document.append("</Delete>").toString());
    client.send("POST", Suite.BUCKET + "?delete", Payload.signed(body), Digest.contentMd5(body));
    return 0;
  }
}
