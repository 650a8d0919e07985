package org.mucura.core.upload;

import java.util.Optional;

/**
 * Which uploads of a bucket to list.
 *
 * @param prefix of the keys; empty for all
 * @param delimiter keys with this text behind the prefix are rolled up into one common prefix that
 *     ends with it; not empty if present
 * @param keyMarker only uploads of keys behind it, or of this key if {@code uploadIdMarker} is
 *     there
 * @param uploadIdMarker of the uploads of {@code keyMarker} only those with a greater id; ignored
 *     without a key marker
 * @param max the most entries to return, uploads and common prefixes together, 0 or more; no more
 *     than 1000 are
 */
public record UploadQuery(
    String prefix,
    Optional<String> delimiter,
    Optional<String> keyMarker,
    Optional<String> uploadIdMarker,
    int max) {}
