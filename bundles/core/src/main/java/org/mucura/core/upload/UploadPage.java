package org.mucura.core.upload;

import java.util.List;
import java.util.Optional;

/**
 * Uploads in the order of their keys, those of one key in the order in which they were begun.
 *
 * @param commonPrefixes in order; each one on one page only
 * @param next where the next page begins; present if and only if there is one
 */
public record UploadPage(List<Upload> uploads, List<String> commonPrefixes, Optional<Marker> next) {

  public UploadPage {
    uploads = List.copyOf(uploads);
    commonPrefixes = List.copyOf(commonPrefixes);
  }

  /**
   * Where a page begins.
   *
   * @param key {@link UploadQuery#keyMarker} of the next page
   * @param uploadId {@link UploadQuery#uploadIdMarker} of the next page; empty behind a common
   *     prefix
   */
  public record Marker(String key, Optional<String> uploadId) {}
}
