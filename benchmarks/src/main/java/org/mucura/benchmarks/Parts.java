package org.mucura.benchmarks;

import java.io.IOException;

/** Parts of an upload that is never completed. */
final class Parts implements Work {

  private final Content part;
  private final Payload payload;
  private final int parts;
  private Upload upload = new Upload("", "");

  /**
   * Parts.
   *
   * @param partSize in bytes
   */
  Parts(int parts, int partSize) {
    this.parts = parts;
    this.part = Content.of(partSize);
    this.payload = part.payload();
  }

  @Override
  public String name() {
    return "UploadPart " + Size.text((int) part.size());
  }

  @Override
  public int limit() {
    return parts;
  }

  @Override
  public void prepare(Crowd crowd, int round) throws IOException {
    crowd.once((client, i) -> upload = Upload.begin(client, Suite.BUCKET + "/parts/" + round));
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    upload.put(client, turn.index() + 1, payload);
    return part.size();
  }
}
