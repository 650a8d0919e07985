package org.mucura.core.fsck;

import java.util.Optional;

/**
 * Something that is not as it should be.
 *
 * @param store the content store; empty if it is the metadata store
 * @param place what it is there: a blob's id, a record's key, or whose usage
 * @param object the bucket and key, if it is an object's
 * @param reason for the administrator
 * @param mended whether it was repaired
 */
public record Finding(
    Kind kind, String store, String place, Optional<String> object, String reason, boolean mended) {

  /** What it is; the name in reports never changes. */
  public enum Kind {
    /** A record names contents that their store does not have. */
    MISSING_CONTENT("missing-content"),
    /** Contents are longer or shorter than their record says. */
    SIZE_OF_CONTENT("size-of-content"),
    /** Contents cannot be looked at. */
    UNREADABLE_CONTENT("unreadable-content"),
    /** A content store that records name is not there, or belongs to another installation. */
    CONTENT_STORE("content-store"),
    /** A record, or a page of a part table, cannot be read, or is not to be understood. */
    RECORD("record"),
    /** Contents that no record names, and that the sweep should have removed. */
    ORPHAN_CONTENT("orphan-content"),
    /** A page of a part table that no record names, and that the sweep should have removed. */
    ORPHAN_PAGE("orphan-page"),
    /** It could not be looked for orphans. */
    ORPHANS_UNKNOWN("orphans-unknown"),
    /** What a change left to be done is not done, and the sweep should have done it. */
    REDO("redo"),
    /** What a bucket or an account is said to hold is not what it holds. */
    USAGE("usage"),
    /** It could not be counted what there is. */
    USAGE_UNKNOWN("usage-unknown");

    private final String name;

    Kind(String name) {
      this.name = name;
    }

    /** As reports have it. */
    public String reportName() {
      return name;
    }
  }
}
