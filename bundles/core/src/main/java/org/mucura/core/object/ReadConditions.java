package org.mucura.core.object;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

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

  /**
   * Judges.
   *
   * @return whether the client has this object already, so that it need not be sent
   * @throws S3Exception {@code PreconditionFailed} if the client wants another one
   */
  boolean check(String etag, Instant lastModified) {
    Instant modified = lastModified.truncatedTo(ChronoUnit.SECONDS);
    if (ifMatch.isPresent()) {
      if (!ifMatch.get().matches(etag)) {
        throw failed("If-Match");
      }
    } else if (ifUnmodifiedSince.filter(modified::isAfter).isPresent()) {
      throw failed("If-Unmodified-Since");
    }
    if (ifNoneMatch.isPresent()) {
      return ifNoneMatch.get().matches(etag);
    }
    return ifModifiedSince.filter(since -> !modified.isAfter(since)).isPresent();
  }

  /** As AWS says which condition it was. */
  static S3Exception failed(String condition) {
    return new S3Exception(
        ErrorCode.PRECONDITION_FAILED,
        ErrorCode.PRECONDITION_FAILED.message(),
        Map.of("Condition", condition));
  }
}
