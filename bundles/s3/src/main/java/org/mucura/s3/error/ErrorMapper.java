package org.mucura.s3.error;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.mucura.core.S3Exception;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes S3's error of whatever is thrown: the one place that does. */
public final class ErrorMapper implements ExceptionMapper<Throwable> {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorMapper.class);

  @Override
  public Response toResponse(Throwable failure) {
    S3Error error = of(failure);
    return Response.status(ErrorStatus.of(error.code())).entity(error).build();
  }

  /** The error that a client is told of. What is not the client's doing is logged. */
  public static S3Error of(Throwable failure) {
    if (!(failure instanceof S3Exception expected)) {
      LOG.error("A request failed unexpectedly", failure);
      return S3Error.INTERNAL;
    }
    if (ErrorStatus.of(expected.code()) >= 500 && expected.getCause() != null) {
      LOG.warn("A request failed", expected);
    } else {
      LOG.debug("A request is refused", expected);
    }
    return S3Error.of(expected);
  }
}
