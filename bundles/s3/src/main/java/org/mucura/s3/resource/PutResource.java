package org.mucura.s3.resource;

import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Optional;
import java.util.OptionalInt;
import org.mucura.core.S3Exception;
import org.mucura.core.content.Body;
import org.mucura.core.object.Objects;
import org.mucura.core.object.PutObject;
import org.mucura.core.object.PutResult;
import org.mucura.s3.body.ChecksumHeaders;
import org.mucura.s3.body.Payload;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.header.AttributeHeaders;
import org.mucura.s3.header.Conditions;
import org.mucura.s3.header.ObjectHeaders;
import org.mucura.s3.request.S3Request;
import org.mucura.wire.ErrorCode;

/** Puts objects. */
public final class PutResource {

  private final Objects objects;

  public PutResource(Objects objects) {
    this.objects = objects;
  }

  /**
   * Stores the body as an object.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
   */
  @PUT
  @Path("PutObject")
  public Answer putObject(@Context S3Request request) {
    PutObject put =
        new PutObject(
            request.bucket(),
            request.key(),
            AttributeHeaders.parse(request.headers()),
            Conditions.ofWrite(request.headers(), request.permit().createOnly()),
            request.account());
    PutResult result = objects.put(put, body(request));
    Answer answer =
        Answer.of(200)
            .header("ETag", ObjectHeaders.etag(result.etag()))
            .header("x-amz-version-id", result.versionId())
            .header(ObjectHeaders.ENCRYPTION, ObjectHeaders.AES256);
    ObjectHeaders.addChecksum(answer, Optional.of(result.checksum()), OptionalInt.empty());
    return answer;
  }

  /**
   * The contents that a request brings.
   *
   * @throws S3Exception {@code MissingContentLength} if it does not say how many bytes they are
   */
  static Body body(S3Request request) {
    Payload payload = request.payload();
    if (payload.length().isEmpty()) {
      throw new S3Exception(ErrorCode.MISSING_CONTENT_LENGTH);
    }
    return new Body(
        payload.stream(), payload.length(), ChecksumHeaders.expected(request.headers(), payload));
  }
}
