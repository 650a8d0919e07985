package org.mucura.s3.resource;

import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.s3.body.ChecksumHeaders;
import org.mucura.s3.body.Payload;
import org.mucura.s3.request.S3Request;
import org.mucura.s3.xml.XmlReader;
import org.mucura.wire.ErrorCode;

/** The document that may come with CreateBucket. */
final class BucketConfiguration {

  private BucketConfiguration() {}

  /**
   * The region that it names.
   *
   * @throws S3Exception {@code MalformedXML}; {@code NotImplemented} if it asks for more
   */
  static Optional<String> locationOf(S3Request request) {
    Payload payload = request.payload();
    return RequestDocument.of(
            request, payload, ChecksumHeaders.expected(request.headers(), payload))
        .readIfAny(
            "CreateBucketConfiguration",
            xml -> {
              String[] location = {""};
              xml.children(
                  name -> {
                    switch (name) {
                      case "LocationConstraint" -> location[0] = xml.text().strip();
                      case "Location", "Bucket", "Tags" ->
                          throw new S3Exception(
                              ErrorCode.NOT_IMPLEMENTED,
                              "The element " + name + " is not implemented.");
                      default -> throw XmlReader.malformed(null);
                    }
                  });
              return location[0];
            })
        .filter(location -> !location.isEmpty());
  }
}
