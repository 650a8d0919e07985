package org.mucura.s3.resource;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.S3Exception;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.s3.body.ChecksumHeaders;
import org.mucura.s3.header.ObjectHeaders;
import org.mucura.s3.xml.XmlWriter;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;

/** The checksums of copies and of uploads in parts, in headers and documents. */
final class UploadChecksum {

  private UploadChecksum() {}

  /**
   * The algorithm that {@code x-amz-checksum-algorithm} asks for.
   *
   * @throws S3Exception {@code InvalidRequest}
   */
  static Optional<ChecksumAlgorithm> algorithm(HttpFields headers) {
    String name = headers.get("x-amz-checksum-algorithm");
    if (name == null) {
      return Optional.empty();
    }
    Optional<ChecksumAlgorithm> algorithm = ChecksumAlgorithm.of(name.strip());
    if (algorithm.isEmpty()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "Checksum algorithm provided is unsupported. Please try again with any of the valid"
              + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    }
    return algorithm;
  }

  /**
   * The type that {@code x-amz-checksum-type} asks for.
   *
   * @throws S3Exception {@code InvalidRequest}
   */
  static Optional<ChecksumType> type(HttpFields headers) {
    String name = headers.get("x-amz-checksum-type");
    if (name == null) {
      return Optional.empty();
    }
    Optional<ChecksumType> type = ChecksumType.of(name.strip());
    if (type.isEmpty()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST, "Value for x-amz-checksum-type header is invalid.");
    }
    return type;
  }

  /**
   * The checksum that a finished upload must have: the value of a composite one has the number of
   * parts behind a hyphen.
   *
   * @throws S3Exception {@code InvalidRequest}
   */
  static Optional<ObjectChecksum> expected(HttpFields headers) {
    Optional<HttpField> header = ChecksumHeaders.checksumHeader(headers);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    ChecksumAlgorithm algorithm = ChecksumHeaders.algorithm(header.get().getLowerCaseName());
    String value = Optional.ofNullable(header.get().getValue()).orElse("");
    int hyphen = value.indexOf('-');
    ChecksumType implied =
        hyphen < 0 && algorithm.supports(ChecksumType.FULL_OBJECT)
            ? ChecksumType.FULL_OBJECT
            : algorithm.defaultType();
    ChecksumType type = type(headers).orElse(implied);
    if (!algorithm.supports(type)) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST, algorithm + " has no checksum of type " + type + ".");
    }
    String base64 = hyphen < 0 ? value : value.substring(0, hyphen);
    return Optional.of(
        new ObjectChecksum(algorithm, type, ChecksumHeaders.value(algorithm, base64)));
  }

  /** Writes a checksum and its type into a document. */
  static void write(XmlWriter xml, Optional<ObjectChecksum> checksum, OptionalInt partsCount)
      throws IOException {
    writeValue(xml, checksum, partsCount);
    if (checksum.isPresent()) {
      xml.element("ChecksumType", checksum.get().type().name());
    }
  }

  /** Writes a checksum into a document. */
  static void writeValue(XmlWriter xml, Optional<ObjectChecksum> checksum, OptionalInt partsCount)
      throws IOException {
    if (checksum.isPresent()) {
      xml.element(
          "Checksum" + checksum.get().algorithm().name(),
          ObjectHeaders.value(checksum.get(), partsCount));
    }
  }
}
