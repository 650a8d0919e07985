package org.mucura.s3.request;

import java.util.LinkedHashMap;
import java.util.Map;

/** Further elements of an error, in order. */
public final class Details {

  private Details() {}

  public static Map<String, String> of(String name, String value, String name2, String value2) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put(name, value);
    details.put(name2, value2);
    return details;
  }
}
