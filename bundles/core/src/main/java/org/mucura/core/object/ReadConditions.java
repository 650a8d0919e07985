package org.mucura.core.object;

import java.time.Instant;
import java.util.Optional;

/**
 * What must hold of an object for it to be read, as RFC 9110 section 13.2.2 orders it: {@code
 * ifMatch} hides {@code ifUnmodifiedSince}, {@code ifNoneMatch} hides {@code ifModifiedSince}.
 * Times are compared in whole seconds.
 */
public record ReadConditions(
    Optional<EtagMatch> ifMatch,
    Optional<EtagMatch> ifNoneMatch,
    Optional<Instant> ifModifiedSince,
    Optional<Instant> ifUnmodifiedSince) {

  /** Whatever there is. */
  public static final ReadConditions NONE =
      new ReadConditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
