package org.mucura.s3.resource;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.stream.XMLStreamException;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.upload.CompletedPart;
import org.mucura.core.upload.PartTarget;
import org.mucura.s3.body.ChecksumHeaders;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.request.S3Request;
import org.mucura.s3.xml.XmlReader;
import org.mucura.spi.Bytes;
import org.mucura.wire.checksum.ChecksumAlgorithm;

/** The document that lists the parts of which an object is made. */
final class CompleteDocument {

  private CompleteDocument() {}

  /**
   * Reads the parts. The checksums in the headers of the request are those of the object, not of
   * the document.
   *
   * @throws org.mucura.core.S3Exception {@code MissingRequestBodyError}, {@code MalformedXML},
   *     {@code BadDigest}
   */
  static List<CompletedPart> read(S3Request request) {
    ExpectedDigests digests =
        new ExpectedDigests(
            ChecksumHeaders.contentMd5(request.headers()), Optional.empty(), Optional::empty);
    return RequestDocument.of(request, request.payload(), digests)
        .read("CompleteMultipartUpload", CompleteDocument::parts);
  }

  private static List<CompletedPart> parts(XmlReader xml) throws XMLStreamException {
    List<CompletedPart> parts = new ArrayList<>();
    xml.children(
        name -> {
          if (!name.equals("Part") || parts.size() == PartTarget.NUMBER_MAX) {
            throw XmlReader.malformed(null);
          }
          parts.add(part(xml));
        });
    if (parts.isEmpty()) {
      throw XmlReader.malformed(null);
    }
    return parts;
  }

  private static CompletedPart part(XmlReader xml) throws XMLStreamException {
    int[] number = {0};
    String[] etag = {""};
    Map<ChecksumAlgorithm, Bytes> checksums = new EnumMap<>(ChecksumAlgorithm.class);
    xml.children(
        name -> {
          switch (name) {
            case "PartNumber" -> number[0] = number(xml.text().strip());
            case "ETag" -> etag[0] = xml.text().strip().replace("\"", "");
            default -> {
              ChecksumAlgorithm algorithm = algorithm(name);
              checksums.put(algorithm, ChecksumHeaders.value(algorithm, xml.text()));
            }
          }
        });
    if (number[0] < 1 || number[0] > PartTarget.NUMBER_MAX || etag[0].isEmpty()) {
      throw XmlReader.malformed(null);
    }
    return new CompletedPart(number[0], etag[0], checksums);
  }

  /** A number of a part, or none that a part can have. */
  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static ChecksumAlgorithm algorithm(String element) {
    return Optional.of(element)
        .filter(name -> name.startsWith("Checksum"))
        .flatMap(name -> ChecksumAlgorithm.of(name.substring("Checksum".length())))
        .orElseThrow(() -> XmlReader.malformed(null));
  }

  /**
   * The size that the object must have.
   *
   * @throws org.mucura.core.S3Exception {@code InvalidArgument}
   */
  static OptionalLong size(HttpFields headers) {
    String size = headers.get("x-amz-mp-object-size");
    if (size == null) {
      return OptionalLong.empty();
    }
    if (!size.matches("\\d{1,18}")) {
      throw Failures.invalidArgument(
          "x-amz-mp-object-size", size, "The size is not a number of bytes.");
    }
    return OptionalLong.of(Long.parseLong(size));
  }
}
