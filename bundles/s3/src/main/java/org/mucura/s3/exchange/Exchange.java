package org.mucura.s3.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.mucura.http.ClientPace;
import org.mucura.http.ExchangeNotes;
import org.mucura.s3.body.ConnectionInputStream;

/** One request and what becomes of it. For one thread, save what {@link KeepAlive} does. */
public final class Exchange implements Closeable {

  /** The name under which an exchange is a property of a Jakarta REST request. */
  public static final String PROPERTY = "org.mucura.s3.exchange";

  private final Request request;
  private final Response response;
  private final ExchangeNotes notes;
  private final KeepAlive keepAlive;
  private final ConnectionInputStream body;
  private final List<Closeable> toClose = new ArrayList<>(1);
  private @Nullable Answer answer;

  public Exchange(Request request, Response response, KeepAlive keepAlive) {
    this.request = request;
    this.response = response;
    this.notes = ExchangeNotes.of(request);
    this.keepAlive = keepAlive;
    this.body = new ConnectionInputStream(Content.Source.asInputStream(request));
  }

  public Request request() {
    return request;
  }

  /** How the client keeps up. */
  public ClientPace clientPace() {
    return (ClientPace) request;
  }

  Response response() {
    return response;
  }

  public HttpFields headers() {
    return request.getHeaders();
  }

  /** By which the client and the log name this exchange. */
  public String requestId() {
    return notes.requestId();
  }

  /** What logs and metrics are to say of it. */
  public ExchangeNotes notes() {
    return notes;
  }

  /** Keeps the client waiting while an operation takes long. */
  public KeepAlive keepAlive() {
    return keepAlive;
  }

  /** The body as it was sent. Its first read lets a client go on that waits for that. */
  public ConnectionInputStream body() {
    return body;
  }

  /** Whether the client has sent or will send something that nobody has read. */
  boolean hasUnreadBody() {
    boolean announced =
        request.getLength() > 0
            || (request.getLength() < 0 && headers().contains(HttpHeader.TRANSFER_ENCODING));
    return announced && !body.hasEnded();
  }

  /** Hands over what the answer reads from, to be closed once it is sent or has failed. */
  public void closeAtEnd(Closeable resource) {
    toClose.add(resource);
  }

  /** Ends all that goes on beside the answer, and closes all that was handed over. */
  @Override
  public void close() throws IOException {
    // However the exchange ended: the response must not be written to behind its end.
    keepAlive.stop();
    IOException failure = null;
    for (Closeable resource : toClose) {
      try {
        resource.close();
      } catch (IOException unclosed) {
        failure = unclosed;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** What is to be answered, once that is known. */
  public @Nullable Answer answer() {
    return answer;
  }

  /** Decides what is to be answered. */
  public void answer(Answer decided) {
    this.answer = decided;
  }
}
