package org.mucura.s3.resource;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.OptionalInt;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.upload.CompleteResult;
import org.mucura.core.upload.CompleteUpload;
import org.mucura.core.upload.CreateUpload;
import org.mucura.core.upload.Upload;
import org.mucura.core.upload.Uploads;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.header.AttributeHeaders;
import org.mucura.s3.header.Conditions;
import org.mucura.s3.header.ObjectHeaders;
import org.mucura.s3.request.S3Request;

/** Begins and ends uploads in parts. */
public final class UploadResource {

  private final Uploads uploads;

  public UploadResource(Uploads uploads) {
    this.uploads = uploads;
  }

  /**
   * Begins an upload.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html">
   *     CreateMultipartUpload</a>
   */
  @POST
  @Path("CreateMultipartUpload")
  public Answer createMultipartUpload(@Context S3Request request) {
    HttpFields headers = request.headers();
    Upload upload =
        uploads.create(
            new CreateUpload(
                request.bucket(),
                request.key(),
                AttributeHeaders.parse(headers),
                UploadChecksum.algorithm(headers),
                UploadChecksum.type(headers),
                request.account(),
                request.permit().createOnly()));
    Answer answer =
        Answer.xml(
            200,
            xml -> {
              xml.root("InitiateMultipartUploadResult");
              xml.element("Bucket", request.bucket().name());
              xml.element("Key", request.key());
              xml.element("UploadId", upload.id());
              xml.close("InitiateMultipartUploadResult");
            });
    return answer
        .header(ObjectHeaders.ENCRYPTION, ObjectHeaders.AES256)
        .header("x-amz-checksum-algorithm", upload.algorithm().map(Enum::name))
        .header("x-amz-checksum-type", upload.type().map(Enum::name));
  }

  /**
   * Makes the object of its parts.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html">
   *     CompleteMultipartUpload</a>
   */
  @POST
  @Path("CompleteMultipartUpload")
  public Answer completeMultipartUpload(@Context S3Request request) {
    HttpFields headers = request.headers();
    CompleteUpload complete =
        new CompleteUpload(
            PartResource.upload(request),
            CompleteDocument.read(request),
            Conditions.ofWrite(headers, request.permit().createOnly()),
            CompleteDocument.size(headers),
            UploadChecksum.type(headers),
            UploadChecksum.expected(headers));
    request.exchange().keepAlive().start();
    CompleteResult result = uploads.complete(complete);
    return Answer.xml(
            200,
            xml -> {
              xml.root("CompleteMultipartUploadResult");
              xml.element("Location", Location.of(request));
              xml.element("Bucket", request.bucket().name());
              xml.element("Key", request.key());
              xml.element("ETag", ObjectHeaders.etag(result.etag()));
              UploadChecksum.write(xml, result.checksum(), OptionalInt.of(result.partsCount()));
              xml.close("CompleteMultipartUploadResult");
            })
        .header("x-amz-version-id", result.versionId())
        .header(ObjectHeaders.ENCRYPTION, ObjectHeaders.AES256);
  }

  /**
   * Gives an upload up.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html">
   *     AbortMultipartUpload</a>
   */
  @DELETE
  @Path("AbortMultipartUpload")
  public Answer abortMultipartUpload(@Context S3Request request) {
    uploads.abort(PartResource.upload(request));
    return Answer.of(204);
  }
}
