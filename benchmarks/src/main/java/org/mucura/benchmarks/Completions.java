package org.mucura.benchmarks;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads of many parts that are completed; only the completion is measured. */
final class Completions implements Work {

  private static final Pattern UPLOAD_ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");

  private final int parts;
  private final int mebibytes;
  private String target = "";
  private String document = "";

  /**
   * Uploads.
   *
   * @param mebibytes of each part
   */
  Completions(int parts, int mebibytes) {
    this.parts = parts;
    this.mebibytes = mebibytes;
  }

  @Override
  public String name() {
    return "Complete " + parts + " x " + mebibytes + " MiB";
  }

  @Override
  public int limit() {
    return 1;
  }

  @Override
  public void prepare(Client client, int round) throws IOException {
    String key = Suite.BUCKET + "/uploaded/" + round;
    Matcher id = UPLOAD_ID.matcher(client.post(key + "?uploads", "").body());
    if (!id.find()) {
      throw new IOException("no UploadId");
    }
    target = key + "?uploadId=" + id.group(1).replace("=", "%3D");
    Payload part = Payload.unsigned(Payload.random(Size.MIB), mebibytes);
    StringBuilder all = new StringBuilder("<CompleteMultipartUpload>");
    for (int number = 1; number <= parts; number++) {
      String etag = client.put(target + "&partNumber=" + number, part).etag();
      all.append("<Part><PartNumber>").append(number).append("</PartNumber><ETag>");
      all.append(etag).append("</ETag></Part>");
    }
    document = all.append("</CompleteMultipartUpload>").toString();
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    client.post(target, document);
    return 0;
  }
}
