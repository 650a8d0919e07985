package org.mucura.http.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.mucura.http.ExchangeNotes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server itself answers when no application does, in the form that S3's clients
 * understand. Nothing of the request or of a cause is in it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
final class ErrorPage implements Request.Handler {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorPage.class);

  private record Text(String code, String message) {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Throwable cause = (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    if (cause instanceof HttpException refusal) {
      response.setStatus(refusal.getCode());
    } else if (isLate(cause)) {
      response.setStatus(HttpStatus.REQUEST_TIMEOUT_408);
    }
    int status = response.getStatus();
    ExchangeNotes notes = ExchangeNotes.of(request);
    String id = notes.requestId();
    Text text = text(status);
    if (notes.error().isEmpty()) {
      notes.error(text.code);
    }
    if (status >= 500 && cause != null && !(cause instanceof QuietException)) {
      // Jetty logs where it came from; this names the request as the client knows it.
      LOG.error("request {} failed: {}", id, cause.toString());
    }
    response.getHeaders().put("x-amz-request-id", id);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
    if (status == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
    }
    response.write(true, body(text, id), callback);
    return true;
  }

  private static boolean isLate(@Nullable Throwable cause) {
    return cause != null && (cause instanceof TimeoutException || isLate(cause.getCause()));
  }

  private static ByteBuffer body(Text text, String id) {
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>"
            .formatted(text.code, text.message, id);
    return ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8));
  }

  private static Text text(int status) {
    return switch (status) {
      case 404 -> new Text("NotFound", "Nothing is served here.");
      case 405 ->
          new Text(
              "MethodNotAllowed", "The specified method is not allowed against this resource.");
      case 408 -> new Text("RequestTimeout", "The request took too long to arrive.");
      case 414 -> new Text("RequestURITooLong", "The request's URI is too long.");
      case 431 ->
          new Text("RequestHeaderSectionTooLarge", "The request's header fields are too large.");
      case 500 -> new Text("InternalError", "We encountered an internal error. Please try again.");
      case 503 -> new Text("SlowDown", "Please reduce your request rate.");
      default ->
          status < 500
              ? new Text("BadRequest", "The request is not well-formed HTTP.")
              : new Text("ServiceUnavailable", "Service is unable to handle the request.");
    };
  }
}
