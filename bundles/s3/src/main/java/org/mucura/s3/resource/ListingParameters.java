package org.mucura.s3.resource;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.request.S3Request;
import org.mucura.s3.xml.XmlWriter;
import org.mucura.wire.UriEncoding;

/**
 * What all listings of keys are asked.
 *
 * @param max the most entries to return; what a client asks beyond 1000 counts as 1000
 * @param encodingType as it was sent
 * @param encode how keys and their prefixes are written
 */
record ListingParameters(
    String prefix,
    Optional<String> delimiter,
    int max,
    Optional<String> encodingType,
    UnaryOperator<String> encode) {

  private static final int MAX = 1000;

  /** What was asked, as the answer repeats it. */
  String echo(String asked) {
    return encodingType.isPresent() ? encode.apply(asked) : XmlWriter.printable(asked);
  }

  /**
   * @param maxName the parameter that limits the entries
   * @throws org.mucura.core.S3Exception {@code InvalidArgument}
   */
  static ListingParameters parse(S3Request request, String maxName) {
    Optional<String> encodingType = request.parameter("encoding-type");
    if (encodingType.isPresent() && !encodingType.get().equals("url")) {
      throw Failures.invalidArgument(
          "encoding-type", encodingType.get(), "Invalid Encoding Method specified in Request");
    }
    return new ListingParameters(
        request.query().first("prefix").orElse(""),
        request.parameter("delimiter"),
        Math.min(request.number(maxName, 0, MAX), MAX),
        encodingType,
        encodingType.isPresent() ? UriEncoding::encodePath : UnaryOperator.identity());
  }
}
