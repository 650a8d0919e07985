package org.mucura.wire.sigv4;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mucura.wire.QueryString;
import org.mucura.wire.UriEncoding;

/**
 * The form of a request that is signed. For S3 the path is not normalised, and is encoded once.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">
 *     Signature calculations for the Authorization header, task 1</a>
 */
public record CanonicalRequest(String text) {

  /**
   * The canonical form as AWS defines it: path and query decoded and encoded again, so that it does
   * not depend on which characters the client took the trouble to encode.
   *
   * @param signedHeaders the names in the order signed; one that the request lacks counts as empty
   * @param payload the value of {@code x-amz-content-sha256}
   * @return empty if an escape in the target is broken or its bytes are not UTF-8
   */
  public static Optional<CanonicalRequest> of(
      SignableRequest request, List<String> signedHeaders, String payload) {
    return UriEncoding.decode(request.rawPath())
        .map(UriEncoding::encodePath)
        .flatMap(path -> query(request).map(query -> target(path, query)))
        .map(target -> new CanonicalRequest(text(request, target, signedHeaders, payload)));
  }

  /**
   * The forms that clients sign instead which do not encode as AWS does: the path as it was sent,
   * and path and query as they were sent. All of them name the same object as {@link #of} does.
   */
  public static List<CanonicalRequest> ofTargetAsSent(
      SignableRequest request, List<String> signedHeaders, String payload) {
    return Stream.concat(
            query(request).map(query -> target(request.rawPath(), query)).stream(),
            Stream.of(target(request.rawPath(), request.rawQuery())))
        .distinct()
        .map(target -> new CanonicalRequest(text(request, target, signedHeaders, payload)))
        .toList();
  }

  private static Optional<String> query(SignableRequest request) {
    return QueryString.parse(request.rawQuery())
        .map(query -> query.without(PresignedAuthorization.SIGNATURE).canonical());
  }

  private static String target(String path, String query) {
    return (path.isEmpty() ? "/" : path) + '\n' + query;
  }

  private static String text(
      SignableRequest request, String target, List<String> signedHeaders, String payload) {
    StringBuilder text = new StringBuilder(512);
    text.append(request.method()).append('\n').append(target).append('\n');
    for (String name : signedHeaders) {
      text.append(name).append(':');
      String separator = "";
      for (String value : request.headers().getOrDefault(name, List.of())) {
        text.append(separator);
        appendTrimmed(text, value);
        separator = ",";
      }
      text.append('\n');
    }
    text.append('\n');
    for (int i = 0; i < signedHeaders.size(); i++) {
      text.append(i == 0 ? "" : ";").append(signedHeaders.get(i));
    }
    return text.append('\n').append(payload).toString();
  }

  /** Leaves out white space at both ends and writes any within as one space. */
  static void appendTrimmed(StringBuilder text, String value) {
    boolean space = false;
    boolean begun = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        space = begun;
      } else {
        if (space) {
          text.append(' ');
          space = false;
        }
        text.append(c);
        begun = true;
      }
    }
  }
}
