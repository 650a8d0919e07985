package org.mucura.spi.metadata;

import org.mucura.spi.Bytes;

/**
 * The state of one key as its store names it: opaque, compared only for equality, never kept
 * elsewhere and never sent to a client. A store never gives the same revision twice for a key, not
 * after a delete and a create, and not after a restart. Only {@link #ABSENT} means "no entry", so
 * it is the one revision that may return.
 *
 * @param token what the store recognises the state by; empty only in {@link #ABSENT}
 */
public record Revision(Bytes token) {

  /** The key has no entry. */
  public static final Revision ABSENT = new Revision(Bytes.EMPTY);

  public boolean isAbsent() {
    return token.length() == 0;
  }
}
