package org.mucura.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Bundles are updated, refreshed, stopped and started by the console while SDKs are at work. */
public class ChangeUnderLoadIT {

  @ClassRule public static final Gateway GATEWAY = new Gateway("changed");

  private static final List<String> BUNDLES =
      List.of(
          "org.mucura.s3",
          "org.mucura.auth-s3-signature",
          "org.mucura.blobs-filesystem",
          "org.mucura.metadata-rocksdb");
  private static final List<String> CHANGES =
      List.of("bundle:update %1$s", "bundle:refresh %1$s", "bundle:stop %1$s; bundle:start %1$s");

  /** Of a thousand operations, how many may be told to slow down. */
  private static final int SLOW_DOWNS_PER_1000 = 1;

  /** The goal is a second on a machine that does nothing else; this one may be shared. */
  private static final Duration STALL_MAX = Duration.ofSeconds(5);

  private static S3Client s3;

  @BeforeClass
  public static void connect() {
    s3 = GATEWAY.client();
  }

  @AfterClass
  public static void disconnect() {
    s3.close();
  }

  @Test
  public void noOperationFails() throws Exception {
    Duration longest = Duration.ZERO;
    try (SdkLoad load = new SdkLoad(s3, "changed")) {
      load.await(500);
      System.out.printf("without a change: %d ms at most%n", load.longest().toMillis());
      for (String bundle : BUNDLES) {
        for (String change : CHANGES) {
          GATEWAY.console(change.formatted(bundle));
          load.await(100);
          Duration stall = load.longest();
          System.out.printf("%s: %d ms at most%n", change.formatted(bundle), stall.toMillis());
          longest = stall.compareTo(longest) > 0 ? stall : longest;
        }
      }
      load.end();
      System.out.printf(
          "%d changes, %d operations, %d told to slow down, %d failed, %d ms at most%n",
          BUNDLES.size() * CHANGES.size(),
          load.operations(),
          load.slowDowns(),
          load.failures().size(),
          longest.toMillis());
      assertThat(load.failures()).isEmpty();
      assertThat(load.slowDowns() * 1000)
          .isLessThanOrEqualTo(load.operations() * SLOW_DOWNS_PER_1000);
      assertThat(longest).isLessThan(STALL_MAX);
    }
  }

  @Test
  public void aBodyLongerThanTheDrainBoundIsCutAndReported() throws Exception {
    s3.createBucket(r -> r.bucket("cut"));
    Path settings = GATEWAY.data().resolve("etc/org.mucura.core.cfg");
    String before = Files.readString(settings);
    try {
      Files.writeString(settings, before + "\nstore.drain.ms = 1000\n");
      SlowBody body = new SlowBody();
      Thread change = new Thread(() -> changeOnce(body));
      change.start();
      assertThatThrownBy(
              () ->
                  s3.putObject(
                      r -> r.bucket("cut").key("slow"),
                      RequestBody.fromInputStream(body, body.length())))
          .isInstanceOf(SdkException.class);
      change.join();
    } finally {
      Files.writeString(settings, before);
    }
    assertThatThrownBy(() -> s3.headObject(r -> r.bucket("cut").key("slow")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThat(Files.readString(GATEWAY.data().resolve("data/log/mucura.log")))
        .containsPattern("default leaves while in use: 1 uses cut after PT1S");
  }

  private static void changeOnce(SlowBody body) {
    try {
      body.awaitBegun();
      GATEWAY.console("bundle:refresh org.mucura.blobs-filesystem");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bytes that come slowly, for some twenty seconds. */
  private static final class SlowBody extends InputStream {

    private static final int LENGTH = 4 << 20;
    private static final int PIECE = 16 * 1024;
    private static final long PAUSE_MS = 80;

    private final AtomicInteger given = new AtomicInteger();

    int length() {
      return LENGTH;
    }

    void awaitBegun() throws InterruptedException {
      while (given.get() < LENGTH / 16) {
        Thread.sleep(PAUSE_MS);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      int count = Math.min(Math.min(PIECE, length), LENGTH - given.get());
      if (count == 0) {
        return -1;
      }
      try {
        Thread.sleep(PAUSE_MS);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      given.addAndGet(count);
      return count;
    }
  }
}
