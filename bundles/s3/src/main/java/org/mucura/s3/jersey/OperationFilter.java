package org.mucura.s3.jersey;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.mucura.s3.exchange.Exchange;
import org.mucura.s3.operation.S3Operation;
import org.mucura.s3.request.Gate;
import org.mucura.s3.request.S3Request;

/**
 * Lets a request in and names its operation as the path by which it is dispatched, so that a key
 * never meets the matching of paths.
 */
@PreMatching
final class OperationFilter implements ContainerRequestFilter {

  private static final Map<S3Operation, URI> PATHS = new EnumMap<>(S3Operation.class);

  static {
    for (S3Operation operation : S3Operation.values()) {
      PATHS.put(operation, JerseyDispatcher.BASE.resolve(operation.operationName()));
    }
  }

  private final Gate gate;

  OperationFilter(Gate gate) {
    this.gate = gate;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    S3Request request = gate.admit((Exchange) context.getProperty(Exchange.PROPERTY));
    context.setProperty(S3Request.PROPERTY, request);
    context.setRequestUri(PATHS.get(request.operation()));
  }
}
