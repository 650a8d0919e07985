package org.mucura.s3.jersey;

import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.OutputStream;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.MapPropertiesDelegate;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.glassfish.jersey.server.spi.ContainerResponseWriter;
import org.mucura.s3.error.ErrorAnswers;
import org.mucura.s3.error.ErrorMapper;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.exchange.Exchange;
import org.mucura.s3.operation.S3Operation;
import org.mucura.s3.request.Gate;
import org.mucura.s3.request.S3Request;

/**
 * The container in which Jersey runs. It lets a request in and names its operation as the path by
 * which Jersey dispatches, so that a key never meets the matching of paths. Jersey learns nothing
 * else of a request but its method: headers and body are read by those who serve it, and the answer
 * is written by {@link org.mucura.s3.exchange.AnswerWriter}.
 */
public final class JerseyDispatcher {

  private static final URI BASE = URI.create("http://s3/");

  private static final Map<S3Operation, URI> PATHS = new EnumMap<>(S3Operation.class);

  static {
    for (S3Operation operation : S3Operation.values()) {
      PATHS.put(operation, BASE.resolve(operation.operationName()));
    }
  }

  /** Jersey finds nothing by itself: neither providers of other bundles nor a description. */
  private static final Map<String, Object> PROPERTIES =
      Map.of(
          CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL",
          ServerProperties.WADL_FEATURE_DISABLE, true,
          ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
          ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
          ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);

  private final Gate gate;
  private final ApplicationHandler jersey;
  private final ErrorAnswers errors;

  /**
   * @param resources whose methods take a {@link org.mucura.s3.request.S3Request} and return an
   *     {@link Answer}
   */
  public JerseyDispatcher(Gate gate, ErrorAnswers errors, Set<Object> resources) {
    // In OSGi it would be looked up among the services of bundles that Jersey cannot see.
    RuntimeDelegate.setInstance(new RuntimeDelegateImpl());
    ResourceConfig config = new ResourceConfig();
    config.registerResources(OperationMethods.of(resources));
    config.registerInstances(
        new AnswerFilter(errors), new ErrorMapper(), new S3RequestParameter.Binder());
    config.addProperties(PROPERTIES);
    this.gate = gate;
    this.jersey = new ApplicationHandler(config);
    this.errors = errors;
  }

  /**
   * Serves a request, blocking, up to the answer's body.
   *
   * @throws org.mucura.core.S3Exception if it is not let in
   */
  public Answer dispatch(Exchange exchange) {
    // Not as a filter of Jersey, which would sort its filters anew for every request.
    S3Request admitted = gate.admit(exchange);
    ContainerRequest request =
        new ContainerRequest(
            BASE,
            PATHS.get(admitted.operation()),
            exchange.request().getMethod(),
            new NoSecurityContext(),
            new MapPropertiesDelegate(),
            jersey.getConfiguration());
    request.setProperty(Exchange.PROPERTY, exchange);
    request.setProperty(S3Request.PROPERTY, admitted);
    request.setWriter(new Outcome(exchange));
    jersey.handle(request);
    Answer answer = exchange.answer();
    return answer != null
        ? answer
        : errors.answer(ErrorMapper.of(new IllegalStateException("no answer")), exchange);
  }

  /** Ends the work of Jersey. */
  public void close() {
    jersey.getInjectionManager().shutdown();
  }

  /** Where Jersey would write; there is nothing left to write behind {@link AnswerFilter}. */
  private final class Outcome implements ContainerResponseWriter {

    private final Exchange exchange;

    Outcome(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public OutputStream writeResponseStatusAndHeaders(long length, ContainerResponse response) {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void failure(Throwable failure) {
      exchange.answer(errors.answer(ErrorMapper.of(failure), exchange));
    }

    @Override
    public boolean suspend(long timeout, TimeUnit unit, TimeoutHandler handler) {
      return false;
    }

    @Override
    public void setSuspendTimeout(long timeout, TimeUnit unit) {
      throw new IllegalStateException("resources answer at once");
    }

    @Override
    public void commit() {}

    @Override
    public boolean enableResponseBuffering() {
      return false;
    }
  }
}
