package org.mucura.core.object;

import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/**
 * What must hold of a key at the moment at which it is written.
 *
 * @param ifMatch there is an object, and its entity tag is one of these: {@code NoSuchKey} without
 *     an object, {@code PreconditionFailed} with another one
 * @param ifNoneMatchAny there is no object: {@code PreconditionFailed} otherwise
 * @param createOnly whoever writes may create but not replace: {@code AccessDenied} if there is an
 *     object
 */
public record WriteCondition(
    Optional<EtagMatch> ifMatch, boolean ifNoneMatchAny, boolean createOnly) {

  /** Whatever there is. */
  public static final WriteCondition NONE = new WriteCondition(Optional.empty(), false, false);

  /** {@code If-None-Match: *}. */
  public static final WriteCondition IF_ABSENT = new WriteCondition(Optional.empty(), true, false);

  public static WriteCondition ifMatch(EtagMatch match) {
    return new WriteCondition(Optional.of(match), false, false);
  }

  /**
   * Judges.
   *
   * @param current the entity tag of the object there is
   * @throws S3Exception as the components say
   */
  public void check(Optional<String> current) {
    if (createOnly && current.isPresent()) {
      throw new S3Exception(ErrorCode.ACCESS_DENIED);
    }
    if (ifNoneMatchAny && current.isPresent()) {
      throw ReadConditions.failed("If-None-Match");
    }
    if (ifMatch.isPresent()) {
      String etag = current.orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_KEY));
      if (!ifMatch.get().matches(etag)) {
        throw ReadConditions.failed("If-Match");
      }
    }
  }
}
