package org.mucura.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PrivateFileTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void nobodyElseMayRead() throws Exception {
    Path file = folder.getRoot().toPath().resolve("keys/one.env");

    PrivateFile.write(file, "secret\n");

    assertThat(file).hasContent("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  public void whatWasThereIsReplacedAndNothingIsLeftBeside() throws Exception {
    Path file = folder.getRoot().toPath().resolve("one.env");
    Files.writeString(file, "open to all\n");
    Path left = file.resolveSibling(".one.env.1.new");
    Files.writeString(left, "left by a crash");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(2, ChronoUnit.HOURS)));

    PrivateFile.write(file, "secret\n");

    assertThat(file).hasContent("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  public void whatIsCreatedReplacesNothing() throws Exception {
    Path file = folder.getRoot().toPath().resolve("one.env");
    PrivateFile.create(file, new byte[] {'a'});

    assertThatThrownBy(() -> PrivateFile.create(file, new byte[] {'b'}))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("a");
    PrivateFile.requirePrivate(file);
  }

  @Test
  public void whatAnotherOneIsWritingStays() throws Exception {
    Path file = folder.getRoot().toPath().resolve("one.env");
    Path other = file.resolveSibling(".one.env.1.new");
    Files.writeString(other, "being written");
    Path former = file.resolveSibling(".one.env.new");
    Files.writeString(former, "being written");

    PrivateFile.write(file, "secret\n");

    assertThat(other).exists();
    assertThat(former).exists();
  }

  @Test
  public void ofManyWhoCreateAFileOneDoes() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int turn = 0; turn < 50; turn++) {
      Path file = folder.getRoot().toPath().resolve("file-" + turn);
      CyclicBarrier start = new CyclicBarrier(4);
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(threads.submit(() -> creates(file, start)));
      }
      int created = 0;
      for (Future<Boolean> each : all) {
        created += each.get() ? 1 : 0;
      }
      assertThat(created).isEqualTo(1);
    }
    threads.shutdown();
  }

  private static boolean creates(Path file, CyclicBarrier start) throws Exception {
    start.await();
    try {
      PrivateFile.create(file, new byte[] {'a'});
      return true;
    } catch (FileAlreadyExistsException expected) {
      return false;
    }
  }

  @Test
  public void aSymbolicLinkStaysOneAndItsFileIsReplaced() throws Exception {
    Path real = folder.newFolder("mounted").toPath().resolve("real.env");
    Path between = folder.getRoot().toPath().resolve("between");
    Path link = folder.getRoot().toPath().resolve("one.env");
    Files.createSymbolicLink(between, Path.of("mounted/real.env"));
    Files.createSymbolicLink(link, between);

    PrivateFile.create(link, new byte[] {'a'});
    assertThat(real).hasContent("a");
    PrivateFile.write(link, "secret\n");

    assertThat(real).hasContent("secret");
    assertThat(link).isSymbolicLink();
    assertThat(between).isSymbolicLink();
    assertThatThrownBy(() -> PrivateFile.create(link, new byte[] {'b'}))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  public void foldersAreMadeForTheirOwnerAlone() throws Exception {
    Path file = folder.getRoot().toPath().resolve("a/b/c/one.env");

    PrivateFile.create(file, new byte[] {'a'});

    for (String made : List.of("a", "a/b", "a/b/c")) {
      Path path = folder.getRoot().toPath().resolve(made);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  public void aLockKeepsOthersOut() throws Exception {
    Path file = folder.getRoot().toPath().resolve("keys/one.env");
    ExecutorService thread = Executors.newSingleThreadExecutor();
    AtomicBoolean open = new AtomicBoolean();
    Future<Boolean> other;
    try (FileLock lock = FileLock.of(file)) {
      open.set(true);
      other = thread.submit(() -> isOpen(file, open));
      Thread.sleep(50);
      assertThat(lock).isNotNull();
      open.set(false);
    }
    assertThat(other.get()).isFalse();
    thread.shutdown();
  }

  private static boolean isOpen(Path file, AtomicBoolean open) throws Exception {
    try (FileLock lock = FileLock.of(file)) {
      assertThat(lock).isNotNull();
      return open.get();
    }
  }

  @Test
  public void whatOthersMayReadIsRefused() throws Exception {
    Path file = folder.getRoot().toPath().resolve("one.env");
    PrivateFile.write(file, "secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));

    assertThatThrownBy(() -> PrivateFile.requirePrivate(file)).hasMessageContaining("chmod 600");
  }
}
