package org.mucura.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.mucura.core.access.Authorization;
import org.mucura.core.account.Accounts;
import org.mucura.core.auth.AuthenticatorChain;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.object.Listing;
import org.mucura.core.object.Objects;
import org.mucura.core.upload.Uploads;
import org.mucura.http.Application;
import org.mucura.http.ExchangeNotes;
import org.mucura.s3.admission.Admission;
import org.mucura.s3.error.ErrorAnswers;
import org.mucura.s3.error.ErrorMapper;
import org.mucura.s3.error.S3Error;
import org.mucura.s3.exchange.AnswerWriter;
import org.mucura.s3.exchange.Exchange;
import org.mucura.s3.exchange.HostId;
import org.mucura.s3.exchange.KeepAlive;
import org.mucura.s3.jersey.JerseyDispatcher;
import org.mucura.s3.request.Access;
import org.mucura.s3.request.BaseDomains;
import org.mucura.s3.request.Gate;
import org.mucura.s3.resource.BucketResource;
import org.mucura.s3.resource.CopyResource;
import org.mucura.s3.resource.DeleteResource;
import org.mucura.s3.resource.ListingResource;
import org.mucura.s3.resource.Owners;
import org.mucura.s3.resource.PartResource;
import org.mucura.s3.resource.PutResource;
import org.mucura.s3.resource.ReadResource;
import org.mucura.s3.resource.ServiceResource;
import org.mucura.s3.resource.UploadListingResource;
import org.mucura.s3.resource.UploadResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The S3 API as an application of Mucura's HTTP server. */
@Component(
    configurationPid = "org.mucura.s3",
    property = {"name=s3", "listeners=s3", "listeners=s3-tls", "paths=/"})
@Designate(ocd = S3Application.Config.class)
public final class S3Application implements Application {

  private static final Logger LOG = LoggerFactory.getLogger(S3Application.class);

  /** After which a client that waits for a copy or a completion gets a sign of life. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);

  private final JerseyDispatcher jersey;
  private final ErrorAnswers errors;
  private final Duration keepAlive;
  private final String hostId = new HostId().toString();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(S3Application::clockThread);

  /** What the administrator may set. */
  @ObjectClassDefinition(
      name = "S3",
      description =
          "The S3 API. A change replaces it: requests under way end, new ones wait for moments.")
  public @interface Config {
    @AttributeDefinition(
        name = "Region",
        description = "The region that buckets are in and that clients sign for")
    String region() default "us-east-1";

    @AttributeDefinition(
        name = "Base domains",
        description =
            "Domains below which a host name stands for a bucket, separated by commas; without any,"
                + " the bucket is in the path",
        required = false)
    // Also the property by which the server knows that all paths of those hosts are keys.
    String baseDomains() default "";
  }

  /** The services that requests are served with. */
  public record Services(
      AuthenticatorChain authenticators,
      Authorization authorization,
      Accounts accounts,
      Buckets buckets,
      Objects objects,
      Listing listing,
      Uploads uploads,
      Admission admission) {}

  @Activate
  public S3Application(
      @Reference AuthenticatorChain authenticators,
      @Reference Authorization authorization,
      @Reference Accounts accounts,
      @Reference Buckets buckets,
      @Reference Objects objects,
      @Reference Listing listing,
      @Reference Uploads uploads,
      @Reference Admission admission,
      Config config) {
    this(
        new Services(
            authenticators, authorization, accounts, buckets, objects, listing, uploads, admission),
        config.region(),
        new BaseDomains(config.baseDomains().split(",", -1)),
        KEEP_ALIVE);
  }

  /** Outside of OSGi. */
  S3Application(Services services, String region, BaseDomains domains, Duration keepAlive) {
    this.keepAlive = keepAlive;
    Access access = new Access(services.buckets(), services.authorization());
    Owners owners = new Owners(services.accounts());
    this.errors = new ErrorAnswers(hostId);
    this.jersey =
        new JerseyDispatcher(
            new Gate(services.authenticators(), access, services.admission(), domains),
            errors,
            Set.of(
                new ServiceResource(services.buckets(), owners),
                new BucketResource(services.buckets(), region),
                new ListingResource(services.listing(), owners),
                new PutResource(services.objects()),
                new ReadResource(services.objects(), access),
                new DeleteResource(services.objects(), access),
                new CopyResource(services.objects(), services.uploads(), access),
                new UploadResource(services.uploads()),
                new PartResource(services.uploads()),
                new UploadListingResource(services.uploads(), owners)));
  }

  private static Thread clockThread(Runnable work) {
    Thread thread = new Thread(work, "s3-keep-alive");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ExchangeNotes notes = ExchangeNotes.of(request);
    String requestId = notes.requestId();
    MDC.put("requestId", requestId);
    name(response, requestId);
    try {
      serve(request, response);
      callback.succeeded();
    } catch (IOException gone) {
      LOG.debug("The client has gone", gone);
      callback.failed(gone);
    } catch (RuntimeException broken) {
      // The client has a part of the answer: it must not take that for the whole.
      S3Error unsaid = ErrorMapper.of(broken);
      notes.error(unsaid.code().code());
      LOG.debug("An answer was cut off: {}", unsaid.code());
      callback.failed(broken);
    } finally {
      MDC.remove("requestId");
    }
    return true;
  }

  private void serve(Request request, Response response) throws IOException {
    try (Exchange exchange =
        new Exchange(request, response, new KeepAlive(response, clock, keepAlive))) {
      serve(exchange, response);
    }
  }

  private void serve(Exchange exchange, Response response) throws IOException {
    try {
      AnswerWriter.write(exchange, jersey.dispatch(exchange));
    } catch (RuntimeException broken) {
      if (AnswerWriter.isOnItsWay(exchange)) {
        throw broken;
      }
      response.reset();
      name(response, exchange.requestId());
      AnswerWriter.write(exchange, errors.answer(ErrorMapper.of(broken), exchange));
    }
  }

  private void name(Response response, String requestId) {
    response.getHeaders().put("x-amz-request-id", requestId);
    response.getHeaders().put("x-amz-id-2", hostId);
  }

  @Deactivate
  void stop() {
    clock.shutdownNow();
    jersey.close();
  }
}
