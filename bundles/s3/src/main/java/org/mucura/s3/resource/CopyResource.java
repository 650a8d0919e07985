package org.mucura.s3.resource;

import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.object.CopyObject;
import org.mucura.core.object.CopyObject.Directive;
import org.mucura.core.object.CopyResult;
import org.mucura.core.object.CopySource;
import org.mucura.core.object.Objects;
import org.mucura.core.object.PutObject;
import org.mucura.core.upload.CopyPart;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.Uploads;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.header.AttributeHeaders;
import org.mucura.s3.header.ByteRange;
import org.mucura.s3.header.Conditions;
import org.mucura.s3.header.ObjectHeaders;
import org.mucura.s3.request.Access;
import org.mucura.s3.request.Access.Source;
import org.mucura.s3.request.S3Request;
import org.mucura.s3.xml.XmlWriter;

/** Copies objects. */
public final class CopyResource {

  private final Objects objects;
  private final Uploads uploads;
  private final Access access;

  public CopyResource(Objects objects, Uploads uploads, Access access) {
    this.objects = objects;
    this.uploads = uploads;
    this.access = access;
  }

  /**
   * Copies an object.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject
   *     </a>
   */
  @PUT
  @Path("CopyObject")
  public Answer copyObject(@Context S3Request request) {
    HttpFields headers = request.headers();
    PutObject target =
        new PutObject(
            request.bucket(),
            request.key(),
            AttributeHeaders.parse(headers),
            Conditions.ofWrite(headers, request.permit().createOnly()),
            request.account());
    CopyObject copy =
        new CopyObject(
            source(request),
            target,
            directive(headers),
            Directive.COPY,
            UploadChecksum.algorithm(headers));
    request.exchange().keepAlive().start();
    CopyResult result = objects.copy(copy);
    return answer("CopyObjectResult", result.etag(), result.lastModified(), result.checksum())
        .header("x-amz-version-id", result.versionId())
        .header(ObjectHeaders.ENCRYPTION, ObjectHeaders.AES256);
  }

  /**
   * Copies bytes of an object as a part of an upload.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html">
   *     UploadPartCopy</a>
   */
  @PUT
  @Path("UploadPartCopy")
  public Answer uploadPartCopy(@Context S3Request request) {
    CopyPart copy =
        new CopyPart(
            PartResource.target(request),
            source(request),
            ByteRange.ofSource(request.headers().get("x-amz-copy-source-range")));
    request.exchange().keepAlive().start();
    PartInfo part = uploads.copyPart(copy);
    return answer("CopyPartResult", part.etag(), part.lastModified(), part.checksum())
        .header(ObjectHeaders.ENCRYPTION, ObjectHeaders.AES256);
  }

  private CopySource source(S3Request request) {
    Source source = access.source(request);
    return new CopySource(source.bucket(), source.key(), Conditions.ofSource(request.headers()));
  }

  private static Directive directive(HttpFields headers) {
    String directive = headers.get("x-amz-metadata-directive");
    if (directive == null || directive.equals("COPY")) {
      return Directive.COPY;
    }
    if (directive.equals("REPLACE")) {
      return Directive.REPLACE;
    }
    throw Failures.invalidArgument(
        "x-amz-metadata-directive", directive, "Unknown metadata directive.");
  }

  private static Answer answer(
      String root, String etag, Instant lastModified, Optional<ObjectChecksum> checksum) {
    return Answer.xml(
        200,
        xml -> {
          xml.root(root);
          xml.element("LastModified", lastModified);
          xml.element("ETag", ObjectHeaders.etag(etag));
          writeChecksum(xml, checksum);
          xml.close(root);
        });
  }

  private static void writeChecksum(XmlWriter xml, Optional<ObjectChecksum> checksum)
      throws IOException {
    UploadChecksum.write(xml, checksum, OptionalInt.empty());
  }
}
