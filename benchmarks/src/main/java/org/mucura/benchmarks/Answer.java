package org.mucura.benchmarks;

import java.io.IOException;

/**
 * What came back.
 *
 * @param etag empty if there was none
 * @param length of the body, in bytes
 * @param body its beginning
 */
record Answer(int status, String etag, long length, String body) {

  /**
   * This answer, if it is a success.
   *
   * @throws IOException with what the server said, if not
   */
  Answer need() throws IOException {
    // a completion may fail behind its 200
    if (status / 100 != 2 || body.contains("<Error>")) {
      throw new IOException(status + " " + body);
    }
    return this;
  }
}
