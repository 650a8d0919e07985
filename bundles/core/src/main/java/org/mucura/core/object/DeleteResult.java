package org.mucura.core.object;

import java.util.Optional;

/**
 * What became of a removal. S3 answers the same whether there was an object or not.
 *
 * @param versionId of what was removed or of the delete marker, where the bucket has versions
 * @param deleteMarker whether {@code versionId} is a delete marker
 */
public record DeleteResult(Optional<String> versionId, boolean deleteMarker) {

  /** Of a bucket without versions. */
  public static final DeleteResult PLAIN = new DeleteResult(Optional.empty(), false);
}
