package org.mucura.http.routing;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request and the ways to answer it. Two exchanges are never equal.
 *
 * @see org.mucura.http.Application#handle
 */
public final class Exchange {

  private final Request request;
  private final Response response;
  private final Callback callback;

  public Exchange(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  public Request request() {
    return request;
  }

  public Response response() {
    return response;
  }

  /** To be completed once; the exchange ends with it. */
  public Callback callback() {
    return callback;
  }

  /**
   * Closes the connection under the exchange: whoever reads or writes on it fails with the cause.
   */
  public void cut(Throwable cause) {
    request.getConnectionMetaData().getConnection().getEndPoint().close(cause);
  }
}
