package org.mucura.s3.resource;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.mucura.core.S3Exception;
import org.mucura.core.object.GetObject;
import org.mucura.core.object.NotModifiedException;
import org.mucura.core.object.ObjectInfo;
import org.mucura.core.object.Objects;
import org.mucura.core.object.OpenObject;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.header.ByteRange;
import org.mucura.s3.header.Conditions;
import org.mucura.s3.header.ObjectHeaders;
import org.mucura.s3.header.ResponseOverrides;
import org.mucura.s3.operation.S3Operation;
import org.mucura.s3.request.Access;
import org.mucura.s3.request.S3Request;
import org.mucura.spi.blob.BlobRange;
import org.mucura.wire.ErrorCode;

/** Reads objects. */
public final class ReadResource {

  private final Objects objects;
  private final Access access;

  public ReadResource(Objects objects, Access access) {
    this.objects = objects;
    this.access = access;
  }

  /**
   * Sends an object, a range or a part of it.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
   */
  @GET
  @Path("GetObject")
  public Answer getObject(@Context S3Request request) {
    return read(
        request,
        get -> {
          OpenObject object = objects.get(get);
          request.exchange().closeAtEnd(object);
          View view = view(request, object.info());
          InputStream contents = open(object, view.range());
          request.exchange().closeAtEnd(contents);
          return view.answer().body(new ObjectBody(contents, view.range().length()));
        });
  }

  /**
   * Tells what there is to know of an object.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject
   *     </a>
   */
  @HEAD
  @Path("HeadObject")
  public Answer headObject(@Context S3Request request) {
    return read(request, get -> view(request, objects.head(get)).answer());
  }

  private Answer read(S3Request request, Function<GetObject, Answer> reading) {
    OptionalInt part = partNumber(request);
    if (part.isPresent() && request.headers().contains("range")) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "Cannot specify both Range header and partNumber query parameter");
    }
    try {
      return reading.apply(
          new GetObject(
              request.bucket(), request.key(), Conditions.ofRead(request.headers()), part));
    } catch (NotModifiedException same) {
      return ObjectHeaders.notModified(same.current());
    } catch (S3Exception failure) {
      if (failure.code() == ErrorCode.NO_SUCH_KEY) {
        // Whoever may not list must not learn which keys there are.
        access.require(request.principal(), S3Operation.LIST_OBJECTS, request.bucket());
      }
      throw failure;
    }
  }

  private static OptionalInt partNumber(S3Request request) {
    return request.query().contains("partNumber")
        ? OptionalInt.of(PartResource.partNumber(request))
        : OptionalInt.empty();
  }

  /** What of an object is sent, and the answer up to its body. */
  private record View(BlobRange range, Answer answer) {}

  private static View view(S3Request request, ObjectInfo info) {
    Optional<BlobRange> range =
        Conditions.ifRange(request.headers(), info.etag(), info.lastModified())
            ? ByteRange.parse(request.headers().get("range"), info.size())
            : Optional.empty();
    if (info.part().isPresent() && info.part().get().range().length() > 0) {
      range = Optional.of(info.part().get().range());
    }
    Map<String, String> overrides = ResponseOverrides.parse(request);
    BlobRange sent = range.orElseGet(() -> new BlobRange(0, info.size()));
    Answer answer = Answer.of(range.isPresent() ? 206 : 200);
    answer.header("Content-Length", Long.toString(sent.length()));
    answer.header("Content-Range", range.map(r -> ByteRange.format(r, info.size())));
    ObjectHeaders.addTo(answer, info, overrides);
    if (info.part().isPresent() && info.partsCount().isPresent()) {
      answer.header("x-amz-mp-parts-count", Integer.toString(info.partsCount().getAsInt()));
    }
    if (range.isEmpty() && ObjectHeaders.wantsChecksum(request.headers())) {
      ObjectHeaders.addChecksum(answer, info.checksum(), info.partsCount());
    }
    return new View(sent, answer);
  }

  private static InputStream open(OpenObject object, BlobRange range) {
    try {
      return object.read(range);
    } catch (IOException unreadable) {
      throw new S3Exception(
          ErrorCode.INTERNAL_ERROR, ErrorCode.INTERNAL_ERROR.message(), unreadable);
    }
  }
}
