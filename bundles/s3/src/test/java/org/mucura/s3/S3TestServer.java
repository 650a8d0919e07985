package org.mucura.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.mucura.auth.s3signature.S3SignatureAuthenticator;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.access.Authorization;
import org.mucura.core.account.Accounts;
import org.mucura.core.account.NewAccessKey;
import org.mucura.core.auth.LeasedAuthenticators;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.commit.CommitNotices;
import org.mucura.core.commit.Storage;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.key.MemoryKeyRing;
import org.mucura.core.lease.Rank;
import org.mucura.core.object.Listing;
import org.mucura.core.object.Objects;
import org.mucura.core.purge.StoredContents;
import org.mucura.core.seal.Seals;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.upload.FinishedUploads;
import org.mucura.core.upload.Uploads;
import org.mucura.core.usage.Usage;
import org.mucura.http.Application;
import org.mucura.http.Endpoint;
import org.mucura.http.ExchangeObserver;
import org.mucura.http.routing.ApplicationRegistry;
import org.mucura.http.server.Endpoints;
import org.mucura.http.server.Listener;
import org.mucura.http.server.ListenerConfig;
import org.mucura.http.server.SharedResources;
import org.mucura.http.server.StartFailure;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.s3.S3Application.Services;
import org.mucura.s3.admission.Admission;
import org.mucura.s3.admission.AdmissionConfig;
import org.mucura.s3.request.BaseDomains;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataStore;

/**
 * A gateway in plain Java, without OSGi, on a listener of 127.0.0.1: by default on the stores in
 * memory. It has one account; {@link #newKey} makes others.
 *
 * <p>To try clients by hand: {@code mvn -pl bundles/s3 test-compile dependency:build-classpath
 * -Dmdep.outputFile=cp}, then {@code java -cp target/classes:target/test-classes:$(cat cp)
 * org.mucura.s3.S3TestServer PORT FILE} writes the settings for AWS's clients into FILE.
 */
public final class S3TestServer implements AutoCloseable {

  public static final String REGION = "us-east-1";

  /** Below it hosts are buckets; clients on this machine resolve it as localhost. */
  public static final String DOMAIN = "s3.localhost";

  private static final String LISTENER = "s3";

  /** Short, that tests need not wait. */
  private static final Duration KEEP_ALIVE = Duration.ofMillis(100);

  private final SharedResources http;
  private final Listener listener;
  private final CompletableFuture<URI> endpoint = new CompletableFuture<>();
  private final S3Application application;
  private final Services services;
  private final List<AutoCloseable> parts;
  private final NewAccessKey key;

  /** On stores in memory and any free port. */
  public S3TestServer() throws Exception {
    this(0, new MemoryMetadataStore(), new MemoryBlobStore(512L << 20));
  }

  /**
   * On stores of the caller's.
   *
   * @param port 0 for any free one
   */
  public S3TestServer(int port, MetadataStore metadata, BlobStore blobs) throws Exception {
    this(port, metadata, blobs, new Admission(Defaults.of(AdmissionConfig.class, Map.of())));
  }

  /** With other bounds. */
  S3TestServer(int port, MetadataStore metadata, BlobStore blobs, Admission admission)
      throws Exception {
    CurrentSettings settings = new CurrentSettings(settings());
    StoreRegistry stores = new StoreRegistry(settings);
    stores.addMetadata("default", metadata, new Rank(0, 1));
    stores.addBlobs("default", blobs, new Rank(0, 2));
    MasterKeys keys =
        new MasterKeys(
            new RecordStore(stores.metadata()), new MemoryKeyRing(), InstantSource.system());
    Accounts accounts = new Accounts(stores, settings, keys);
    LeasedAuthenticators authenticators = new LeasedAuthenticators(settings);
    authenticators.add(
        "s3-signature",
        new S3SignatureAuthenticator(
            accounts,
            Defaults.of(S3SignatureAuthenticator.Config.class, Map.of("name", "s3-signature"))),
        new Rank(0, 3));
    Usage usage = new Usage(stores);
    Buckets buckets =
        new Buckets(stores, settings, new StoredContents(stores, usage, settings), keys);
    Storage storage =
        new Storage(
            stores,
            settings,
            new Seals(keys),
            new FinishedUploads(stores),
            new CommitNotices(buckets, usage, List.of()));
    Objects objects = new Objects(storage);
    Uploads uploads = new Uploads(storage, usage, settings);
    this.parts = List.of(uploads, objects, storage);
    this.services =
        new Services(
            authenticators,
            new Authorization(),
            accounts,
            buckets,
            objects,
            new Listing(storage),
            uploads,
            admission);
    this.application = new S3Application(services, REGION, new BaseDomains(DOMAIN), KEEP_ALIVE);
    this.key = newKey("tester");
    this.http = new SharedResources(Defaults.of(SharedResources.Config.class, Map.of()));
    this.listener = open(port);
  }

  private Listener open(int port) {
    ApplicationRegistry applications =
        new ApplicationRegistry(Duration.ofSeconds(5), Duration.ofSeconds(5));
    applications.addApplication(
        application,
        Map.of(
            Application.NAME,
            "s3",
            Application.LISTENERS,
            new String[] {LISTENER},
            Application.PATHS,
            new String[] {"/"},
            Application.BASE_DOMAINS,
            DOMAIN,
            "service.id",
            1L));
    StartFailure failure = new StartFailure(() -> true, S3TestServer::fail);
    return new Listener(
        Defaults.of(ListenerConfig.class, Map.of("name", LISTENER, "port", port, "required", true)),
        applications,
        http,
        new Endpoints(null, this::opened, failure));
  }

  /** Tells an observer of exchanges that have ended. */
  void observedBy(ExchangeObserver observer) {
    http.addObserver(observer);
  }

  private static void fail(String line) {
    throw new IllegalStateException(line);
  }

  private Runnable opened(Endpoint opened) {
    endpoint.complete(opened.uri());
    return () -> {};
  }

  /** The defaults, but that the deletion of a bucket does not wait long. */
  private static Settings settings() {
    Settings defaults = Settings.DEFAULTS;
    return new Settings(
        defaults.metadataStore(),
        defaults.contentStores(),
        defaults.storeWait(),
        defaults.storeDrain(),
        Duration.ofMillis(20),
        defaults.requiredAuthenticators(),
        defaults.partSizeMin(),
        defaults.reclaimGrace(),
        defaults.orphanAge());
  }

  /** Makes a further account with a key. */
  public NewAccessKey newKey(String account) {
    return services.accounts().createKey(services.accounts().create(account).id());
  }

  /** The key of the one account that is there from the start. */
  public NewAccessKey key() {
    return key;
  }

  public Services services() {
    return services;
  }

  public int port() {
    return endpoint().getPort();
  }

  public URI endpoint() {
    return endpoint.join();
  }

  /** Writes settings for AWS's clients: the only place where the secret is to be had. */
  private void writeSettings(Path file) throws IOException {
    Files.writeString(
        file,
        String.join(
            "\n",
            "export AWS_ENDPOINT_URL=" + endpoint(),
            "export AWS_ACCESS_KEY_ID=" + key.key().id(),
            "export AWS_SECRET_ACCESS_KEY=" + key.secret(),
            "export AWS_DEFAULT_REGION=" + REGION,
            ""));
  }

  @Override
  public void close() {
    try {
      listener.close();
      http.stop();
      application.stop();
      for (AutoCloseable part : parts) {
        part.close();
      }
    } catch (Exception failure) {
      throw new IllegalStateException("the server does not stop", failure);
    }
  }

  /** Serves until it is killed. */
  public static void main(String[] arguments) throws Exception {
    S3TestServer server =
        new S3TestServer(
            Integer.parseInt(arguments[0]),
            new MemoryMetadataStore(),
            new MemoryBlobStore(Runtime.getRuntime().maxMemory() / 2));
    server.writeSettings(Path.of(arguments[1]));
    Thread.currentThread().join();
  }
}
