package org.mucura.wire.sigv4;

import java.util.List;
import java.util.Optional;
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
   * The canonical form as AWS defines it: the path decoded and encoded again, so that it does not
   * depend on which characters the client took the trouble to encode.
   *
   * @param signedHeaders the names in the order signed; one that the request lacks counts as empty
   * @param payload the value of {@code x-amz-content-sha256}
   * @return empty if an escape in the target is broken or its bytes are not UTF-8
   */
  public static Optional<CanonicalRequest> of(
      SignableRequest request, List<String> signedHeaders, String payload) {
    return UriEncoding.decode(request.rawPath())
        .map(UriEncoding::encodePath)
        .flatMap(path -> of(request, path, signedHeaders, payload));
  }

  /**
   * As {@link #of} but with the path just as it was sent, which is what some clients sign, curl
   * among them. Both forms of a path name the same object.
   */
  public static Optional<CanonicalRequest> ofPathAsSent(
      SignableRequest request, List<String> signedHeaders, String payload) {
    return of(request, request.rawPath(), signedHeaders, payload);
  }

  private static Optional<CanonicalRequest> of(
      SignableRequest request, String path, List<String> signedHeaders, String payload) {
    return QueryString.parse(request.rawQuery())
        .map(query -> query.without(PresignedAuthorization.SIGNATURE).canonical())
        .map(query -> (path.isEmpty() ? "/" : path) + '\n' + query)
        .map(target -> text(request, target, signedHeaders, payload))
        .map(CanonicalRequest::new);
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
