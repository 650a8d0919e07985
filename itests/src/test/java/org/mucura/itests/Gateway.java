package org.mucura.itests;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.rules.ExternalResource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A gateway from the real archive, started by its own script on a fresh folder; stopped when
 * nothing uses it any more.
 */
public final class Gateway extends ExternalResource {

  static final Gateway SHARED = new Gateway("gateway");

  private static final Duration READY_MAX = Duration.ofSeconds(90);
  private static final Duration STOP_MAX = Duration.ofSeconds(40);

  private final Path folder;
  private final Path home;
  private final Path data;
  private int users;
  private @Nullable Process process;
  private Map<String, String> settings = Map.of();

  /** Not started yet. The name is that of its folder below the build's. */
  Gateway(String name) {
    this.folder = Path.of(System.getProperty("mucura.target"), name);
    this.home = folder.resolve("home");
    this.data = folder.resolve("data");
  }

  @Override
  protected void before() throws IOException, InterruptedException {
    users++;
    if (users > 1) {
      return;
    }
    run("rm", "-rf", folder.toString());
    Files.createDirectories(home);
    String archive = System.getProperty("mucura.distribution");
    run("tar", "-xzf", archive, "-C", home.toString(), "--strip-components=1");
    start();
  }

  /** Starts it and waits until it serves. */
  void start() throws IOException, InterruptedException {
    Process starting =
        builder(script("--port", "0"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    process = starting;
    long end = System.nanoTime() + READY_MAX.toNanos();
    while (!Files.exists(data.resolve("data/run/gateway"))) {
      if (!starting.isAlive() || System.nanoTime() > end) {
        starting.destroy();
        throw new IllegalStateException("not ready: " + output());
      }
      Thread.sleep(100);
    }
    settings = exports(run(script("--env")));
  }

  @Override
  protected void after() {
    users--;
    if (users > 0) {
      return;
    }
    try {
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it as a service manager does, unless it has ended, and gives the exit code. */
  int stop() throws InterruptedException {
    Process started = Objects.requireNonNull(process);
    started.destroy();
    try {
      if (!started.waitFor(STOP_MAX.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("did not stop");
      }
      return started.exitValue();
    } finally {
      started.descendants().forEach(ProcessHandle::destroyForcibly);
      started.destroyForcibly();
    }
  }

  Path home() {
    return home;
  }

  Path data() {
    return data;
  }

  URI endpoint() {
    return URI.create(setting("AWS_ENDPOINT_URL"));
  }

  /** A variable that clients are given. */
  String setting(String name) {
    return Objects.requireNonNull(settings.get(name), name);
  }

  /** The process that serves, which the script's started. */
  long pid() throws IOException {
    return Files.readAllLines(data.resolve("data/run/gateway")).stream()
        .filter(line -> line.startsWith("pid="))
        .mapToLong(line -> Long.parseLong(line.substring("pid=".length())))
        .findAny()
        .orElseThrow();
  }

  /** What a command of the console says, colours taken off. */
  String console(String command) throws IOException, InterruptedException {
    return run(script("--console", command)).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  /** The SDK as it comes, but that neither it nor its HTTP client tries anything again. */
  S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.of(setting("AWS_REGION")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    setting("AWS_ACCESS_KEY_ID"), setting("AWS_SECRET_ACCESS_KEY"))))
        .httpClient(Apache5HttpClient.create())
        .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .forcePathStyle(true)
        .build();
  }

  /** What the script said since the start. */
  String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  /** With a cheap start: these tests are over before better code would be compiled. */
  private static ProcessBuilder builder(String... command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("EXTRA_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    return builder;
  }

  private String[] script(String... words) {
    List<String> all = new ArrayList<>();
    all.add(home.resolve("bin/mucura").toString());
    all.add("--data");
    all.add(data.toString());
    all.addAll(List.of(words));
    return all.toArray(String[]::new);
  }

  /** Runs a command to its end and gives what it said. */
  static String run(String... command) throws IOException, InterruptedException {
    Process running = new ProcessBuilder(command).redirectErrorStream(true).start();
    running.getOutputStream().close();
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (running.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + said);
    }
    return said;
  }

  private static Map<String, String> exports(String lines) {
    Map<String, String> settings = new HashMap<>();
    lines
        .lines()
        .map(line -> line.substring("export ".length()))
        .forEach(line -> settings.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    return settings;
  }
}
