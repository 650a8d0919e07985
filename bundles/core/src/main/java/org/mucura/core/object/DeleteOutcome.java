package org.mucura.core.object;

import org.mucura.core.S3Exception;

/** What became of one key of a batch. */
public sealed interface DeleteOutcome {

  String key();

  /** It is not there any more. */
  record Deleted(String key, DeleteResult result) implements DeleteOutcome {}

  /** It could not be removed. */
  record Failed(String key, S3Exception failure) implements DeleteOutcome {}
}
