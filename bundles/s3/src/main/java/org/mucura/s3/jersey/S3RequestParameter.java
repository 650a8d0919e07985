package org.mucura.s3.jersey;

import java.util.function.Function;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;
import org.mucura.s3.request.S3Request;

/**
 * Hands the request to the methods of resources as their parameter; without it Jersey would look
 * for it in the body.
 */
final class S3RequestParameter implements ValueParamProvider {

  @Override
  public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
    return parameter.getRawType() == S3Request.class
        ? request -> request.getProperty(S3Request.PROPERTY)
        : null;
  }

  @Override
  public PriorityType getPriority() {
    return Priority.HIGH;
  }

  /** Makes Jersey know this provider. */
  static final class Binder extends AbstractBinder {
    @Override
    protected void configure() {
      bind(new S3RequestParameter()).to(ValueParamProvider.class);
    }
  }
}
