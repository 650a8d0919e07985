package org.mucura.core.object;

import java.util.Optional;

/**
 * Which objects to list.
 *
 * @param prefix of the keys; empty for all
 * @param delimiter keys with this text behind the prefix are rolled up into one common prefix that
 *     ends with it; not empty if present
 * @param after only keys behind it are listed: a client's marker or {@code start-after}, or {@link
 *     ObjectPage#next}. If it is a common prefix itself, so is everything that begins with it
 * @param maxKeys the most entries to return, objects and common prefixes together, 0 or more; no
 *     more than 1000 are returned
 */
public record ObjectQuery(
    String prefix, Optional<String> delimiter, Optional<String> after, int maxKeys) {}
