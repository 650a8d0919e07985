package org.mucura.core.content;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client says of an object's contents, kept and given back as it came.
 *
 * @param headers by lower-case name: {@code content-type}, {@code cache-control}, {@code
 *     content-disposition}, {@code content-encoding}, {@code content-language}, {@code expires},
 *     {@code x-amz-website-redirect-location}
 * @param userMetadata by lower-case name without {@code x-amz-meta-}
 * @param storageClass for instance {@code STANDARD}
 * @param tags by key
 */
public record ObjectAttributes(
    Map<String, String> headers,
    Map<String, String> userMetadata,
    String storageClass,
    Map<String, String> tags) {

  /** The storage class of whoever names none. */
  public static final String STANDARD = "STANDARD";

  /** Nothing said. */
  public static final ObjectAttributes NONE =
      new ObjectAttributes(Map.of(), Map.of(), STANDARD, Map.of());

  /** The copies are in the order of their names. */
  public ObjectAttributes {
    headers = sorted(headers);
    userMetadata = sorted(userMetadata);
    tags = sorted(tags);
  }

  private static Map<String, String> sorted(Map<String, String> map) {
    return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
