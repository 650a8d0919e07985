package org.mucura.core.commit;

import java.util.Optional;

/** What is to become of a key. */
public sealed interface Next {

  /** It stays as it is. */
  record Leave() implements Next {}

  /** There is no object any more. */
  record Remove() implements Next {}

  /**
   * There is this object.
   *
   * @param finishUpload the id of the upload that this completes
   */
  record Put(ObjectData data, Optional<String> finishUpload) implements Next {

    /** An object that was no upload. */
    public static Put of(ObjectData data) {
      return new Put(data, Optional.empty());
    }
  }
}
