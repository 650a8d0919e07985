package org.mucura.wire.sigv4;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a request says about its signature, in the Authorization header or in its query.
 *
 * @param accessKeyId whose secret signed
 * @param signedHeaders the lower-case names of the signed headers, in the order signed
 * @param signature as it was sent
 * @see <a href=
 *     "https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html">
 *     Authenticating requests: using the Authorization header</a>
 */
public record SigV4Authorization(
    String accessKeyId, CredentialScope scope, List<String> signedHeaders, String signature) {

  /** The scheme of the Authorization header, and the value of {@code X-Amz-Algorithm}. */
  public static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** What a name in lower case has besides letters and digits (RFC 9110, token). */
  private static final String HEADER_NAME_MARKS = "!#$%&'*+.^_`|~-";

  private static final Set<String> COMPONENTS = Set.of("Credential", "SignedHeaders", "Signature");

  public SigV4Authorization {
    signedHeaders = List.copyOf(signedHeaders);
    if (accessKeyId.isEmpty() || accessKeyId.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not an access key id");
    }
    if (signedHeaders.isEmpty() || !areHeaderNames(signedHeaders)) {
      throw new IllegalArgumentException("not names of headers in lower case: " + signedHeaders);
    }
  }

  /**
   * Reads the value of an Authorization header.
   *
   * @throws SigV4Exception if it is not of the form {@code AWS4-HMAC-SHA256 Credential=…,
   *     SignedHeaders=…, Signature=…}, the components in any order
   */
  public static SigV4Authorization parse(String header) throws SigV4Exception {
    try {
      return components(header);
    } catch (SigV4Exception malformed) {
      throw new SigV4Exception("The authorization header is malformed; " + malformed.getMessage());
    }
  }

  private static SigV4Authorization components(String header) throws SigV4Exception {
    if (!header.startsWith(ALGORITHM + ' ')) {
      throw new SigV4Exception("the authorization does not begin with " + ALGORITHM + '.');
    }
    Map<String, String> components = new HashMap<>();
    for (String component : header.substring(ALGORITHM.length()).split(",", -1)) {
      String[] pair = component.strip().split("=", 2);
      if (pair.length < 2
          || !COMPONENTS.contains(pair[0])
          || components.put(pair[0], pair[1]) != null) {
        throw new SigV4Exception(
            "the authorization component \"" + component.strip() + "\" is malformed.");
      }
    }
    return of(
        required(components, "Credential"),
        required(components, "SignedHeaders"),
        required(components, "Signature"));
  }

  static SigV4Authorization of(String credential, String signedHeaders, String signature)
      throws SigV4Exception {
    String[] parts = credential.split("/", -1);
    if (parts.length != 5 || parts[0].isEmpty() || parts[2].isEmpty() || parts[3].isEmpty()) {
      throw new SigV4Exception(
          "the Credential is mal-formed; expecting"
              + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
    }
    Optional<LocalDate> date = Timestamps.parseDate(parts[1]);
    if (date.isEmpty()) {
      throw new SigV4Exception(
          "incorrect date format \""
              + parts[1]
              + "\". This date in the credential must be in the format \"yyyyMMdd\".");
    }
    if (!parts[4].equals(CredentialScope.TERMINATOR)) {
      throw new SigV4Exception(
          "incorrect terminal \"" + parts[4] + "\". This endpoint uses \"aws4_request\".");
    }
    List<String> names = List.of(signedHeaders.split(";", -1));
    if (!areHeaderNames(names)) {
      throw new SigV4Exception(
          "the SignedHeaders \"" + signedHeaders + "\" are not names in lower case.");
    }
    return new SigV4Authorization(
        parts[0], new CredentialScope(date.get(), parts[2], parts[3]), names, signature);
  }

  /** By hand, for it is asked with every request. */
  private static boolean areHeaderNames(List<String> names) {
    for (String name : names) {
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!plain && HEADER_NAME_MARKS.indexOf(c) < 0) {
          return false;
        }
      }
      if (name.isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static String required(Map<String, String> components, String name)
      throws SigV4Exception {
    String value = components.get(name);
    if (value == null || value.isEmpty()) {
      throw new SigV4Exception("missing " + name + '.');
    }
    return value;
  }

  /** The value of {@code Credential}. */
  public String credential() {
    return accessKeyId + '/' + scope;
  }

  /** The value of an Authorization header. */
  public String header() {
    return ALGORITHM
        + " Credential="
        + credential()
        + ", SignedHeaders="
        + String.join(";", signedHeaders)
        + ", Signature="
        + signature;
  }
}
