package org.mucura.s3.resource;

import java.io.IOException;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.s3.body.DigestsInputStream;
import org.mucura.s3.body.Payload;
import org.mucura.s3.xml.XmlReader;
import org.mucura.s3.xml.XmlReader.Document;
import org.mucura.wire.ErrorCode;

/** The document in the body of a request. */
final class RequestDocument {

  private RequestDocument() {}

  /**
   * Reads a document that must be there.
   *
   * @param root the name of its root element
   * @throws S3Exception {@code MissingRequestBodyError}, {@code MalformedXML}, {@code BadDigest}
   */
  static <T> T read(Payload payload, ExpectedDigests digests, String root, Document<T> document) {
    return readIfAny(payload, digests, root, document)
        .orElseThrow(() -> new S3Exception(ErrorCode.MISSING_REQUEST_BODY_ERROR));
  }

  /**
   * Reads a document if the body is not empty.
   *
   * @throws S3Exception {@code MalformedXML}, {@code BadDigest}
   */
  static <T> Optional<T> readIfAny(
      Payload payload, ExpectedDigests digests, String root, Document<T> document) {
    PushbackInputStream body =
        new PushbackInputStream(new DigestsInputStream(payload.stream(), digests));
    try {
      int first = body.read();
      if (first < 0) {
        return Optional.empty();
      }
      body.unread(first);
      return Optional.of(XmlReader.read(body, root, document));
    } catch (IOException impossible) {
      throw new UncheckedIOException("the connection fails otherwise", impossible);
    }
  }
}
