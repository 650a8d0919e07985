package org.mucura.benchmarks;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A multipart upload under way.
 *
 * @param object what it will be
 * @param id as it stands in a query
 */
record Upload(String object, String id) {

  private static final Pattern ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");

  static Upload begin(Client client, String object) throws IOException {
    Matcher id = ID.matcher(client.post(object + "?uploads", "").text());
    if (!id.find()) {
      throw new IOException("no UploadId");
    }
    return new Upload(object, id.group(1).replace("=", "%3D"));
  }

  /** What names the upload in requests; a part is {@code &partNumber=} and its number behind it. */
  String target() {
    return object + "?uploadId=" + id;
  }

  /** Sends a part, and gives its entity tag. */
  String put(Client client, int number, Payload part) throws IOException {
    return client.put(target() + "&partNumber=" + number, part).etag();
  }
}
