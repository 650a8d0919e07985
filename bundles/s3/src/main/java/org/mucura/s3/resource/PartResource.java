package org.mucura.s3.resource;

import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.PartTarget;
import org.mucura.core.upload.UploadTarget;
import org.mucura.core.upload.Uploads;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.failure.Failures;
import org.mucura.s3.header.ObjectHeaders;
import org.mucura.s3.request.S3Request;

/** Takes the parts of uploads. */
public final class PartResource {

  private final Uploads uploads;

  public PartResource(Uploads uploads) {
    this.uploads = uploads;
  }

  /**
   * Stores the body as a part.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html">UploadPart
   *     </a>
   */
  @PUT
  @Path("UploadPart")
  public Answer uploadPart(@Context S3Request request) {
    PartInfo part = uploads.putPart(target(request), PutResource.body(request));
    Answer answer =
        Answer.of(200)
            .header("ETag", ObjectHeaders.etag(part.etag()))
            .header(ObjectHeaders.ENCRYPTION, ObjectHeaders.AES256);
    part.checksum()
        .ifPresent(
            checksum ->
                answer.header(
                    checksum.algorithm().header(),
                    checksum.algorithm().format(checksum.value().shared())));
    return answer;
  }

  /** The upload that a request is about. */
  static UploadTarget upload(S3Request request) {
    return new UploadTarget(
        request.bucket(), request.key(), request.query().first("uploadId").orElseThrow());
  }

  /**
   * The part that a request is about.
   *
   * @throws org.mucura.core.S3Exception {@code InvalidArgument}
   */
  static PartTarget target(S3Request request) {
    return new PartTarget(upload(request), partNumber(request));
  }

  /**
   * The number of the part that a request is about.
   *
   * @throws org.mucura.core.S3Exception {@code InvalidArgument}
   */
  static int partNumber(S3Request request) {
    String text = request.query().first("partNumber").orElse("");
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= PartTarget.NUMBER_MAX) {
        return number;
      }
    }
    throw Failures.invalidArgument(
        "partNumber",
        text,
        "Part number must be an integer between 1 and " + PartTarget.NUMBER_MAX + ", inclusive");
  }
}
