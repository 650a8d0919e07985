package org.mucura.s3.body;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.S3Exception;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;

/**
 * What the headers of a request say of the digests of its body.
 *
 * @see <a href=
 *     "https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">
 *     Checking object integrity for data uploads</a>
 */
public final class ChecksumHeaders {

  /** Names the headers that stand behind the body. */
  static final String TRAILER = "x-amz-trailer";

  private static final String PREFIX = "x-amz-checksum-";
  private static final String SDK_ALGORITHM = "x-amz-sdk-checksum-algorithm";

  private ChecksumHeaders() {}

  /**
   * The digests that the body must have.
   *
   * @param payload the body, of which nothing has been read
   * @throws S3Exception {@code InvalidDigest} for a malformed Content-MD5, {@code InvalidRequest}
   *     for a malformed checksum or contradicting headers, {@code NotImplemented} for an algorithm
   *     that is not served
   */
  public static ExpectedDigests expected(HttpFields headers, Payload payload) {
    Optional<ChecksumAlgorithm> trailing = trailing(headers);
    Optional<HttpField> header = checksumHeader(headers);
    if (trailing.isPresent() && header.isPresent()) {
      throw multiple();
    }
    Optional<ChecksumAlgorithm> algorithm =
        trailing.or(() -> header.map(field -> algorithm(field.getLowerCaseName())));
    checkNamed(headers, algorithm);
    Optional<Bytes> md5 = contentMd5(headers);
    if (header.isPresent()) {
      Optional<Bytes> value = Optional.of(value(algorithm.orElseThrow(), header.get().getValue()));
      return new ExpectedDigests(md5, algorithm, () -> value);
    }
    return new ExpectedDigests(
        md5, algorithm, () -> algorithm.map(trailed -> trailed(trailed, payload)));
  }

  private static Bytes trailed(ChecksumAlgorithm algorithm, Payload payload) {
    String value = payload.trailer().get().get(algorithm.header());
    if (value == null) {
      throw new S3Exception(ErrorCode.MALFORMED_TRAILER_ERROR);
    }
    return value(algorithm, value);
  }

  /**
   * The Content-MD5, if there is one.
   *
   * @throws S3Exception {@code InvalidDigest}
   */
  public static Optional<Bytes> contentMd5(HttpFields headers) {
    String base64 = headers.get("content-md5");
    if (base64 == null) {
      return Optional.empty();
    }
    try {
      byte[] md5 = Base64.getDecoder().decode(base64.strip());
      if (md5.length == 16) {
        return Optional.of(Bytes.wrap(md5));
      }
    } catch (IllegalArgumentException notBase64) {
      // Answered as a value of the wrong length is.
    }
    throw new S3Exception(ErrorCode.INVALID_DIGEST);
  }

  /** The one header with a checksum, if there is one. */
  public static Optional<HttpField> checksumHeader(HttpFields headers) {
    List<HttpField> found = new ArrayList<>(1);
    for (HttpField field : headers) {
      String name = field.getLowerCaseName();
      if (name.startsWith(PREFIX) && !isAbout(name)) {
        found.add(field);
      }
    }
    if (found.size() > 1) {
      throw multiple();
    }
    return found.stream().findAny();
  }

  /** Whether a header of the same beginning is about checksums, and does not carry one. */
  private static boolean isAbout(String name) {
    return name.equals("x-amz-checksum-algorithm")
        || name.equals("x-amz-checksum-type")
        || name.equals("x-amz-checksum-mode");
  }

  /**
   * The algorithm whose value a header carries.
   *
   * @throws S3Exception {@code NotImplemented}
   */
  public static ChecksumAlgorithm algorithm(String header) {
    return ChecksumAlgorithm.ofHeader(header)
        .orElseThrow(
            () ->
                new S3Exception(
                    ErrorCode.NOT_IMPLEMENTED, "The checksum is not implemented: " + header));
  }

  /**
   * A checksum as a header, a trailer or a document carries it.
   *
   * @throws S3Exception {@code InvalidRequest}
   */
  public static Bytes value(ChecksumAlgorithm algorithm, String base64) {
    return algorithm
        .parse(base64.strip())
        .map(Bytes::wrap)
        .orElseThrow(
            () ->
                new S3Exception(
                    ErrorCode.INVALID_REQUEST,
                    "Value for " + algorithm.header() + " header is invalid."));
  }

  /** The headers that must stand behind the body, by lower-case name. */
  static Set<String> announced(HttpFields headers) {
    return headers.getCSV(TRAILER, false).stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<ChecksumAlgorithm> trailing(HttpFields headers) {
    Set<String> names = announced(headers);
    if (names.size() > 1) {
      throw multiple();
    }
    return names.stream().findAny().map(ChecksumHeaders::trailerAlgorithm);
  }

  private static ChecksumAlgorithm trailerAlgorithm(String name) {
    if (!name.startsWith(PREFIX)) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "The value specified in the x-amz-trailer header is not supported.");
    }
    return algorithm(name);
  }

  private static void checkNamed(HttpFields headers, Optional<ChecksumAlgorithm> algorithm) {
    String named = headers.get(SDK_ALGORITHM);
    if (named == null) {
      return;
    }
    if (algorithm.isEmpty()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          SDK_ALGORITHM
              + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were"
              + " found.");
    }
    if (!algorithm.get().name().equalsIgnoreCase(named.strip())) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST, "Value for " + SDK_ALGORITHM + " header is invalid.");
    }
  }

  private static S3Exception multiple() {
    return new S3Exception(
        ErrorCode.INVALID_REQUEST,
        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  }
}
