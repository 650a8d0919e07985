package org.mucura.benchmarks;

import java.io.IOException;

/**
 * What came back.
 *
 * @param etag empty if there was none
 * @param length of the body, in bytes
 * @param text the beginning of a failure, or of what a POST said; empty otherwise
 */
record Answer(int status, String etag, long length, String text) {

  /**
   * This answer, if it is a success.
   *
   * @throws IOException with what the server said, if not
   */
  Answer need() throws IOException {
    // a completion may fail behind its 200
    if (status / 100 != 2 || text.contains("<Error>")) {
      throw new IOException(status + " " + text);
    }
    return this;
  }
}
