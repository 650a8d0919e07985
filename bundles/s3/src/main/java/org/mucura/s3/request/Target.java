package org.mucura.s3.request;

import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;
import org.mucura.core.S3Exception;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.operation.Level;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.QueryString;

/**
 * What a request addresses.
 *
 * @param bucket as it was sent; may be no valid name
 */
record Target(Optional<String> bucket, Optional<String> key, QueryString query) {

  /**
   * Reads the raw target: nothing of it has been decoded or cleaned.
   *
   * @throws S3Exception {@code InvalidURI}, {@code InvalidArgument}, {@code KeyTooLongError}
   */
  static Target parse(HttpURI uri, String authority, BaseDomains domains) {
    String path = uri.getPath();
    if (path == null || !path.startsWith("/") || uri.getFragment() != null) {
      throw new S3Exception(ErrorCode.INVALID_URI);
    }
    QueryString query =
        QueryString.parse(Optional.ofNullable(uri.getQuery()).orElse(""))
            .orElseThrow(() -> new S3Exception(ErrorCode.INVALID_URI));
    query.parameters().forEach(Target::refuseNul);
    Optional<String> bucketOfHost = domains.bucketOf(authority);
    if (bucketOfHost.isPresent()) {
      return new Target(bucketOfHost, ObjectName.parseKey(path.substring(1)), query);
    }
    if (path.length() == 1) {
      return new Target(Optional.empty(), Optional.empty(), query);
    }
    ObjectName name = ObjectName.parse(path.substring(1));
    return new Target(Optional.of(name.bucket()), name.key(), query);
  }

  /** Nothing that is stored has one, and not all that reads the query bears it. */
  private static void refuseNul(QueryString.Parameter parameter) {
    if (parameter.name().indexOf(0) >= 0 || parameter.value().indexOf(0) >= 0) {
      throw Failures.invalidArgument(
          parameter.name(), parameter.value(), "The query must not contain the character NUL.");
    }
  }

  Level level() {
    return key.isPresent() ? Level.OBJECT : bucket.isPresent() ? Level.BUCKET : Level.SERVICE;
  }
}
