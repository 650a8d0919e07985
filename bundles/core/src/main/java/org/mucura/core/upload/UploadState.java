package org.mucura.core.upload;

import java.time.Instant;
import java.util.Optional;
import org.mucura.core.blob.Contents;

/**
 * Where an upload is in its life: open, completing, done; or open, aborted. A completion whose
 * condition fails goes by reopening back to open.
 */
sealed interface UploadState {

  /** Parts may come. */
  record Open() implements UploadState {}

  /**
   * The object is about to be written; whoever finds this writes it.
   *
   * @param manifest what is written; it names contents that parts name, too
   */
  record Completing(Manifest manifest) implements UploadState {}

  /**
   * The object may not be written any more. Whoever finds this makes sure that nobody who is late
   * still does, and opens the upload again.
   */
  record Reopening(Manifest manifest) implements UploadState {}

  /**
   * The object was written.
   *
   * @param uncleared its contents, as long as records of parts are left
   */
  record Done(Outcome outcome, Instant at, Optional<Contents> uncleared) implements UploadState {}

  /** Its parts are being removed, then it is. */
  record Aborted() implements UploadState {}
}
