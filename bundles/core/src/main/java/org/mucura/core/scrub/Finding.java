package org.mucura.core.scrub;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is not what it was when it was acknowledged.
 *
 * @param what it is like
 * @param object whose it is; empty if no record names it, or nobody knows
 * @param store the name of the content store; empty if it is the metadata
 * @param place what it is there: a blob's id, a file and a position, or a record's key
 * @param reason for the administrator
 * @param seen when it was found first
 * @param pass when the pass began that saw it last
 */
public record Finding(
    Kind what,
    Optional<Owner> object,
    String store,
    String place,
    String reason,
    Instant seen,
    Instant pass) {

  /** What something is like. */
  public enum Kind {
    /** A record names it, and its store does not have it. */
    MISSING,
    /** It cannot be read, or is other bytes. */
    DAMAGED,
    /** It is longer or shorter than it was. */
    WRONG_SIZE,
    /** A record, or a page of a part table, cannot be read. */
    RECORD
  }

  /**
   * What an administrator or a user would look for.
   *
   * @param bucket its name, or its id if it has no name any more
   * @param upload the id of the upload under way of which it is a part
   * @param part the number of the part; 0 if it was no upload
   */
  public record Owner(String bucket, String key, Optional<String> upload, int part) {

    /** As one word and what narrows it down. */
    @Override
    public String toString() {
      return bucket
          + "/"
          + key
          + (part > 0 ? ", part " + part : "")
          + upload.map(id -> ", upload " + id).orElse("");
    }
  }

  Finding seenAgain(Finding now) {
    return new Finding(now.what, now.object, now.store, now.place, now.reason, seen, now.pass);
  }

  /** All of it in a line. */
  @Override
  public String toString() {
    return "%s %s in %s, of %s: %s"
        .formatted(
            what,
            place,
            store.isEmpty() ? "the metadata store" : "content store " + store,
            object.map(Owner::toString).orElse("nobody knows whom"),
            reason);
  }
}
