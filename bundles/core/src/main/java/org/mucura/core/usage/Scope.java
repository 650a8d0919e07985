package org.mucura.core.usage;

import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordType;

/**
 * Whose usage is counted.
 *
 * @param kind {@code b} for a bucket, {@code a} for an account
 * @param id of it, as a text
 */
public record Scope(String kind, String id) {

  /** Of the one of this id. */
  public static Scope bucket(BucketId bucket) {
    return new Scope("b", bucket.toString());
  }

  /** Of the one of this id. */
  public static Scope account(String account) {
    return new Scope("a", account);
  }

  /** What the keys of its counters begin with. */
  KeyWriter key() {
    return KeyWriter.of(RecordType.COUNTER).text(kind).text(id);
  }
}
