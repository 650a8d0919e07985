package org.mucura.itests;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Users of the AWS SDK that write, read, list and delete until they are closed. None tries again:
 * the SDK's own retries are off, too.
 */
final class SdkLoad implements AutoCloseable {

  private static final int USERS = 6;
  private static final int BODY_MAX = 300_000;
  private static final Duration PROGRESS_MAX = Duration.ofSeconds(60);

  private final S3Client s3;
  private final String bucket;
  private final AtomicInteger operations = new AtomicInteger();
  private final AtomicInteger slowDowns = new AtomicInteger();
  private final AtomicLong longestNanos = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> users = new ArrayList<>();
  private volatile boolean going = true;

  /**
   * @param s3 without retries
   * @param bucket not there yet
   */
  SdkLoad(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
    s3.createBucket(r -> r.bucket(bucket));
    for (int i = 0; i < USERS; i++) {
      Random random = new Random(i);
      String folder = "user-" + i + "/";
      Thread user = new Thread(() -> use(folder, random));
      user.start();
      users.add(user);
    }
  }

  private void use(String folder, Random random) {
    for (int turn = 0; going; turn++) {
      String key = folder + turn % 10;
      // small ones are packed, others are files
      byte[] body = new byte[random.nextInt(random.nextBoolean() ? 10_000 : BODY_MAX)];
      random.nextBytes(body);
      if (!act("PUT " + key, () -> put(key, body))) {
        continue; // it may have been made, or not
      }
      act("GET " + key, () -> expect(key, body));
      act("HEAD " + key, () -> s3.headObject(r -> r.bucket(bucket).key(key)));
      act("LIST " + folder, () -> expectListed(folder, key));
      if (random.nextInt(3) == 0 && act("DELETE " + key, () -> delete(key))) {
        act("HEAD " + key, () -> expectGone(key));
      }
    }
  }

  private void put(String key, byte[] body) {
    s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(body));
  }

  private void delete(String key) {
    s3.deleteObject(r -> r.bucket(bucket).key(key));
  }

  private void expect(String key, byte[] body) {
    byte[] read = s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
    if (!Arrays.equals(read, body)) {
      failures.add("GET " + key + ": other bytes than were put");
    }
  }

  private void expectListed(String folder, String key) {
    List<S3Object> listed = s3.listObjectsV2(r -> r.bucket(bucket).prefix(folder)).contents();
    if (listed.stream().noneMatch(object -> object.key().equals(key))) {
      failures.add("LIST " + folder + ": without " + key);
    }
  }

  private void expectGone(String key) {
    try {
      s3.headObject(r -> r.bucket(bucket).key(key));
      failures.add("HEAD " + key + ": it was deleted");
    } catch (NoSuchKeyException gone) {
      // as it should be
    }
  }

  /** Whether an operation was made. */
  private boolean act(String name, Runnable operation) {
    long begin = System.nanoTime();
    operations.incrementAndGet();
    try {
      operation.run();
      return true;
    } catch (S3Exception e) {
      // a HEAD has the status alone
      if (e.statusCode() == 503 && (isHead(name) || isSlowDown(e))) {
        slowDowns.incrementAndGet();
      } else {
        failures.add(name + ": " + e);
      }
      return false;
    } catch (SdkException e) {
      failures.add(name + ": " + e);
      return false;
    } finally {
      longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
    }
  }

  private static boolean isHead(String name) {
    return name.startsWith("HEAD ");
  }

  private static boolean isSlowDown(S3Exception e) {
    return "SlowDown".equals(e.awsErrorDetails().errorCode());
  }

  /** Waits until so many further operations were begun. */
  void await(int number) throws InterruptedException {
    int target = operations.get() + number;
    long end = System.nanoTime() + PROGRESS_MAX.toNanos();
    while (operations.get() < target) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("no progress; failures: " + failures);
      }
      Thread.sleep(10);
    }
  }

  /** How long the longest operation took since this was asked last. */
  Duration longest() {
    return Duration.ofNanos(longestNanos.getAndSet(0));
  }

  int operations() {
    return operations.get();
  }

  /** Those that were told to slow down; they are no failures. */
  int slowDowns() {
    return slowDowns.get();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    end();
  }

  /** Returns when the last operation has ended. */
  void end() {
    going = false;
    try {
      for (Thread user : users) {
        user.join(TimeUnit.MINUTES.toMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
