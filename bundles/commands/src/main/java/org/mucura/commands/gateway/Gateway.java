package org.mucura.commands.gateway;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.mucura.http.Application;
import org.mucura.http.Endpoint;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The running gateway as a whole, whatever of it is there at the moment.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
@Component(service = Gateway.class)
public final class Gateway {

  /** As of the S3 application if nothing is set. */
  private static final String REGION = "us-east-1";

  private final String version;
  private final Path folder;
  private final Path announcement;
  private final Set<Endpoint> endpoints = ConcurrentHashMap.newKeySet();
  private volatile @Nullable ServiceReference<Application> s3;

  @Activate
  public Gateway(BundleContext context) {
    this(
        context.getBundle().getVersion().toString(),
        Path.of(context.getProperty("karaf.base")),
        announcement(context));
  }

  /** The file that is there as long as it serves: {@code DIR/data/run/gateway}. */
  public static Path announcement(BundleContext context) {
    return Path.of(context.getProperty("karaf.data"), "run", "gateway");
  }

  /** The region that an S3 application has, or that of one of which nothing is set. */
  public static String region(@Nullable ServiceReference<Application> s3) {
    return s3 == null
        ? REGION
        : Objects.requireNonNullElse(s3.getProperty("region"), REGION).toString();
  }

  /**
   * With nothing that it serves yet.
   *
   * @param announcement the file that is there once it is ready
   */
  public Gateway(String version, Path folder, Path announcement) {
    this.version = version;
    this.folder = folder;
    this.announcement = announcement;
  }

  /** A listener that is open. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  public void addEndpoint(Endpoint endpoint) {
    endpoints.add(endpoint);
  }

  public void removeEndpoint(Endpoint endpoint) {
    endpoints.remove(endpoint);
  }

  @Reference(
      target = "(name=s3)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setS3(ServiceReference<Application> application) {
    s3 = application;
  }

  void unsetS3(ServiceReference<Application> application) {
    if (application.equals(s3)) {
      s3 = null;
    }
  }

  public String version() {
    return version;
  }

  /** The folder that it serves: {@code DIR}. */
  public Path folder() {
    return folder;
  }

  /** When its process began. */
  public Instant started() {
    return Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  }

  /** The listeners that are open, by name. */
  public List<Endpoint> endpoints() {
    return endpoints.stream().sorted(Comparator.comparing(Endpoint::listener)).toList();
  }

  /** The region in which buckets are made. */
  public String region() {
    return region(s3);
  }

  /** What keeps it from serving clients, as far as it can be seen without asking a store. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!Files.exists(announcement)) {
      problems.add("it has not said yet that it is ready");
    }
    if (endpoints.isEmpty()) {
      problems.add("no listener is open");
    }
    if (s3 == null) {
      problems.add("the S3 application is not there");
    }
    return problems;
  }
}
