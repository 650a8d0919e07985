package org.mucura.core.upload;

import java.util.Optional;

/**
 * Which uploads of a bucket to list.
 *
 * @param prefix of the keys; empty for all
 * @param delimiter keys with this text behind the prefix are rolled up into one common prefix that
 *     ends with it; not empty if present
 * @param keyMarker only uploads of keys behind it, or of this key if {@code uploadIdMarker} is
 *     there; if it is a common prefix itself, only what does not begin with it
 * @param uploadIdMarker of the uploads of {@code keyMarker} only those with a greater id; ignored
 *     without a key marker
 * @param max the most entries to return, uploads and common prefixes together, 0 or more; no more
 *     than {@value #MAX} are
 */
public record UploadQuery(
    String prefix,
    Optional<String> delimiter,
    Optional<String> keyMarker,
    Optional<String> uploadIdMarker,
    int max) {

  /** The most entries that a page has. */
  public static final int MAX = 1000;
}
