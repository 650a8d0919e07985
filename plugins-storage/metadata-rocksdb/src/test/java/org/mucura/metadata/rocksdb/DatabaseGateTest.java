package org.mucura.metadata.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.MetadataStoreException;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** Who is let in, and who opens a database again. */
public class DatabaseGateTest {

  private static final Bytes KEY = Bytes.utf8("key");

  /** Longer than the pause between two attempts to open. */
  private static final long PAUSE_MILLIS = 1_200;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private RocksDbSettings settings;
  private DatabaseGate gate;

  @Before
  public void open() {
    settings = new RocksDbSettings(folder.getRoot().toPath().resolve("store"), 8, 8, 0);
    gate = new DatabaseGate(settings);
  }

  @After
  public void close() {
    threads.shutdownNow();
    gate.close();
  }

  @Test
  public void aClosedStoreIsNotTouched() throws Exception {
    gate.close();
    Thread.sleep(PAUSE_MILLIS);
    try (Stream<Path> files = Files.walk(settings.path())) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> gate.read(database -> database.get(KEY)))
        .withMessage("the store is closed");
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> gate.change(database -> database.get(KEY)))
        .withMessage("the store is closed");
    assertThat(settings.path()).doesNotExist();
  }

  @Test
  public void aChangeDoesNotWaitForAnothersAttemptToOpen() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Future<Boolean> reader =
        threads.submit(
            () ->
                gate.read(
                    database -> {
                      database.fail(new RocksDBException("a disk", status(Status.Code.IOError)));
                      inside.countDown();
                      return await(leave);
                    }));
    inside.await();
    Thread.sleep(PAUSE_MILLIS);
    Thread opener = new Thread(() -> gate.change(database -> database.get(KEY)));
    opener.start(); // and waits for the reader, which does not end
    while (!isReplacing(opener)) {
      assertThat(opener.isAlive()).isTrue();
      Thread.sleep(10);
    }
    Future<?> other = threads.submit(() -> gate.change(database -> database.get(KEY)));
    assertThatThrownBy(() -> other.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(MetadataStoreException.class)
        .hasMessageContaining("failed and will be opened again");
    leave.countDown();
    assertThat(reader.get()).isTrue();
    opener.join();
    assertThat(gate.<Boolean>change(Database::failed)).isFalse();
  }

  @Test
  public void whatWasDamagedOnceStaysThat() {
    gate.read(
        database -> {
          database.fail(new RocksDBException("a table", status(Status.Code.Corruption)));
          database.fail(new RocksDBException("a disk", status(Status.Code.IOError)));
          assertThat(database.damaged()).isTrue();
          return true;
        });
  }

  private static boolean isReplacing(Thread opener) {
    return opener.getState() == Thread.State.WAITING
        && Stream.of(opener.getStackTrace()).anyMatch(at -> at.getMethodName().equals("replace"));
  }

  private static Status status(Status.Code code) {
    return new Status(code, Status.SubCode.None, null);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
