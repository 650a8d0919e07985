package org.mucura.s3.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.s3.body.DigestsInputStream;
import org.mucura.s3.body.Payload;
import org.mucura.s3.request.S3Request;
import org.mucura.s3.xml.XmlReader;
import org.mucura.s3.xml.XmlReader.Document;
import org.mucura.wire.ErrorCode;

/** The document in the body of a request, to be read once. */
final class RequestDocument {

  /** For all documents that are being read or acted upon. */
  private static final DocumentMemory MEMORY = DocumentMemory.ofHeap();

  private final InputStream body;

  private RequestDocument(InputStream body) {
    this.body = body;
  }

  /**
   * @param digests that the payload must have
   */
  static RequestDocument of(S3Request request, Payload payload, ExpectedDigests digests) {
    DocumentMemory.Share share = MEMORY.share();
    request.exchange().closeAtEnd(share);
    return new RequestDocument(share.meter(new DigestsInputStream(payload.stream(), digests)));
  }

  /**
   * Reads a document that must be there.
   *
   * @param root the name of its root element
   * @throws S3Exception {@code MissingRequestBodyError}, {@code MalformedXML}, {@code BadDigest},
   *     {@code SlowDown}
   */
  <T> T read(String root, Document<T> document) {
    return readIfAny(root, document)
        .orElseThrow(() -> new S3Exception(ErrorCode.MISSING_REQUEST_BODY_ERROR));
  }

  /**
   * Reads a document if the body is not empty.
   *
   * @throws S3Exception {@code MalformedXML}, {@code BadDigest}, {@code SlowDown}
   */
  <T> Optional<T> readIfAny(String root, Document<T> document) {
    PushbackInputStream unread = new PushbackInputStream(body);
    try {
      int first = unread.read();
      if (first < 0) {
        return Optional.empty();
      }
      unread.unread(first);
      return Optional.of(XmlReader.read(unread, root, document));
    } catch (IOException impossible) {
      throw new UncheckedIOException("the connection fails otherwise", impossible);
    }
  }
}
