package org.mucura.core.interleaving;

import java.util.List;
import org.mucura.spi.Bytes;

/**
 * A store call that waits for its turn.
 *
 * @param touched what it reads or changes
 */
record Step(String name, Kind kind, List<Touched> touched) {

  /** What can happen to a call. A crash behind one that changes nothing is one before it. */
  enum Kind {
    READ,
    /** Its outcome may be unknown, and behind it the party may crash. */
    METADATA_CHANGE,
    /** Behind it the party may crash. */
    BLOB_CHANGE,
    /** As the former, but nobody else can see it, so its order makes no difference. */
    NEW_BLOB
  }

  /**
   * Keys, in one of two stores.
   *
   * @param from the first
   * @param to the last; empty for all
   */
  record Touched(boolean isBlob, Bytes from, Bytes to) {

    static Touched key(Bytes key) {
      return new Touched(false, key, key);
    }

    static Touched blob(Bytes id) {
      return new Touched(true, id, id);
    }

    private boolean overlaps(Touched other) {
      return isBlob == other.isBlob && !isBehind(other) && !other.isBehind(this);
    }

    private boolean isBehind(Touched other) {
      return other.to.length() > 0 && from.compareTo(other.to) > 0;
    }
  }

  /** Whether it makes a difference which of both comes first. */
  boolean dependsOn(Step other) {
    if (kind == Kind.READ && other.kind == Kind.READ) {
      return false;
    }
    return touched.stream().anyMatch(mine -> other.touched.stream().anyMatch(mine::overlaps));
  }

  @Override
  public String toString() {
    return name;
  }
}
