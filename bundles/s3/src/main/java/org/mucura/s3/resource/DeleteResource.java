package org.mucura.s3.resource;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.mucura.core.S3Exception;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.object.DeleteObject;
import org.mucura.core.object.DeleteOutcome;
import org.mucura.core.object.DeleteResult;
import org.mucura.core.object.Objects;
import org.mucura.s3.body.ChecksumHeaders;
import org.mucura.s3.body.Payload;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.header.Conditions;
import org.mucura.s3.operation.S3Operation;
import org.mucura.s3.request.Access;
import org.mucura.s3.request.S3Request;
import org.mucura.s3.resource.DeleteDocument.Entry;
import org.mucura.s3.xml.XmlWriter;
import org.mucura.wire.ErrorCode;

/** Removes objects. */
public final class DeleteResource {

  private final Objects objects;
  private final Access access;

  public DeleteResource(Objects objects, Access access) {
    this.objects = objects;
    this.access = access;
  }

  /**
   * Removes an object.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">
   *     DeleteObject</a>
   */
  @DELETE
  @Path("DeleteObject")
  public Answer deleteObject(@Context S3Request request) {
    DeleteResult result =
        objects.delete(
            new DeleteObject(
                request.bucket(),
                request.key(),
                Conditions.ifMatch(request.headers()),
                request.account()));
    Answer answer = Answer.of(204).header("x-amz-version-id", result.versionId());
    return result.deleteMarker() ? answer.header("x-amz-delete-marker", "true") : answer;
  }

  /**
   * Removes many objects, each on its own.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html">
   *     DeleteObjects</a>
   */
  @POST
  @Path("DeleteObjects")
  public Answer deleteObjects(@Context S3Request request) {
    Payload payload = request.payload();
    ExpectedDigests digests = ChecksumHeaders.expected(request.headers(), payload);
    if (digests.contentMd5().isEmpty() && digests.algorithm().isEmpty()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
    DeleteDocument document = DeleteDocument.read(RequestDocument.of(request, payload, digests));
    List<DeleteOutcome> failed = new ArrayList<>();
    List<DeleteObject> allowed = new ArrayList<>(document.entries().size());
    for (Entry entry : document.entries()) {
      try {
        allowed.add(allow(request, entry));
      } catch (S3Exception refused) {
        failed.add(new DeleteOutcome.Failed(entry.key(), refused));
      }
    }
    List<DeleteOutcome> outcomes = objects.deleteAll(allowed);
    return Answer.xml(
        200,
        xml -> {
          xml.root("DeleteResult");
          for (DeleteOutcome outcome : outcomes) {
            write(xml, outcome, document.quiet());
          }
          for (DeleteOutcome outcome : failed) {
            write(xml, outcome, document.quiet());
          }
          xml.close("DeleteResult");
        });
  }

  private DeleteObject allow(S3Request request, Entry entry) {
    entry.check();
    access.require(request.principal(), S3Operation.DELETE_OBJECTS, request.bucket(), entry.key());
    return new DeleteObject(
        request.bucket(), entry.key(), entry.etag().map(Conditions::etag), request.account());
  }

  private static void write(XmlWriter xml, DeleteOutcome outcome, boolean quiet)
      throws IOException {
    if (outcome instanceof DeleteOutcome.Failed failed) {
      S3Exception failure = failed.failure();
      xml.open("Error").element("Key", failed.key());
      xml.element("Code", failure.code().code());
      xml.element("Message", String.valueOf(failure.getMessage()));
      xml.close("Error");
    } else if (outcome instanceof DeleteOutcome.Deleted deleted && !quiet) {
      xml.open("Deleted").element("Key", deleted.key());
      if (deleted.result().deleteMarker()) {
        xml.element("DeleteMarker", true);
        xml.element("DeleteMarkerVersionId", deleted.result().versionId());
      }
      xml.close("Deleted");
    }
  }
}
