package org.mucura.benchmarks;

import java.io.IOException;

/** Uploads of many parts that are completed; only the completion is measured. */
final class Completions implements Work {

  private final int parts;
  private final Content part;
  private Upload upload = new Upload("", "");
  private String document = "";

  /**
   * Uploads.
   *
   * @param partSize in bytes
   */
  Completions(int parts, int partSize) {
    this.parts = parts;
    this.part = Content.of(partSize);
  }

  @Override
  public String name() {
    return "Complete " + parts + " x " + Size.text((int) part.size());
  }

  @Override
  public int limit() {
    return 1;
  }

  private static String object(int round) {
    return Suite.BUCKET + "/uploaded/" + round;
  }

  @Override
  public void prepare(Crowd crowd, int round) throws IOException, InterruptedException {
    crowd.once((client, i) -> upload = Upload.begin(client, object(round)));
    Payload payload = part.payload();
    String[] etags = new String[parts];
    crowd.each(parts, (client, i) -> etags[i] = upload.put(client, i + 1, payload));
    StringBuilder all = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < parts; i++) {
      all.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
      all.append(etags[i]).append("</ETag></Part>");
    }
    document = all.append("</CompleteMultipartUpload>").toString();
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    client.post(upload.target(), document);
    return 0;
  }

  @Override
  public void check(Crowd crowd) throws IOException {
    Content whole = part.times(parts);
    crowd.once((client, i) -> whole.compare(client, object(0)));
  }
}
