package org.mucura.benchmarks;

import java.io.IOException;

/** A thousand objects removed by each request. */
record BatchDeletes() implements Work {

  private static final int BATCH = 1000;

  @Override
  public String name() {
    return "DELETE batch of " + BATCH;
  }

  @Override
  public int limit() {
    return 3;
  }

  private static String key(Turn turn, int i) {
    return "batch/" + turn.round() + "/" + turn.index() + "/" + i;
  }

  @Override
  public void prepare(Crowd crowd, int round) throws IOException, InterruptedException {
    Payload payload = Content.of(4 * Size.KIB).payload();
    crowd.each(
        limit() * BATCH,
        (client, i) ->
            client.put(Suite.BUCKET + "/" + key(new Turn(round, i / BATCH), i % BATCH), payload));
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    StringBuilder document = new StringBuilder("<Delete><Quiet>true</Quiet>");
    for (int i = 0; i < BATCH; i++) {
      document.append("<Object><Key>").append(key(turn, i)).append("</Key></Object>");
    }
    byte[] body = Payload.ascii(document.append("</Delete>").toString());
    client.send("POST", Suite.BUCKET + "?delete", Payload.signed(body), Digest.contentMd5(body));
    return 0;
  }

  @Override
  public void check(Crowd crowd) throws IOException {
    String last = key(new Turn(0, 0), BATCH - 1);
    crowd.once((client, i) -> Deletes.gone(client, Suite.BUCKET + "/" + last));
  }
}
