package org.mucura.wire.sigv4;

import java.util.List;
import java.util.Map;

/**
 * What of a request a signature may cover, without the body.
 *
 * @param method in upper case
 * @param rawTarget path and query exactly as they are sent
 * @param headers by lower-case name, the values in the order in which they are sent; {@code host}
 *     is one of them also where HTTP/2 calls it {@code :authority}
 */
public record SignableRequest(String method, String rawTarget, Map<String, List<String>> headers) {

  /** The path as it is sent. */
  public String rawPath() {
    int mark = rawTarget.indexOf('?');
    return mark < 0 ? rawTarget : rawTarget.substring(0, mark);
  }

  /** The query as it is sent, without the question mark; empty without one. */
  public String rawQuery() {
    int mark = rawTarget.indexOf('?');
    return mark < 0 ? "" : rawTarget.substring(mark + 1);
  }
}
