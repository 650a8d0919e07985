package org.mucura.blobs.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.NoSuchBlobException;
import org.mucura.spi.blob.OutOfSpaceException;

/** In which order the medium is changed, and what is left when one of the changes fails. */
public class DurabilityTest {

  private static final BlobId A = new BlobId("00000000000000000000000000000122");
  private static final BlobId B = new BlobId("11111111111111111111111111111122");
  private static final BlobId C = new BlobId("22222222222222222222222222222133");
  private static final byte[] CONTENT = "contents".getBytes(StandardCharsets.UTF_8);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private WatchedDisk disk;
  private FilesystemBlobStore store;

  @Before
  public void open() throws IOException {
    disk = new WatchedDisk(folder.getRoot().toPath());
    store = new FilesystemBlobStore(folder.getRoot().toPath(), 0, Packing.NONE, disk);
    disk.calls();
  }

  @After
  public void close() throws IOException {
    store.close();
  }

  @Test
  public void flushesTheFileThenItsNameAndTheFoldersBefore() throws Exception {
    write(A);
    assertThat(disk.calls())
        .containsExactly(
            "create tmp/" + A + "-1",
            "write tmp/" + A + "-1",
            "sync tmp/" + A + "-1",
            "mkdir files/1",
            "sync files",
            "mkdir files/1/22",
            "sync files/1",
            "move tmp/" + A + "-1 files/1/22/" + A,
            "sync files/1/22");

    write(B);
    assertThat(disk.calls())
        .containsExactly(
            "create tmp/" + B + "-2",
            "write tmp/" + B + "-2",
            "sync tmp/" + B + "-2",
            "move tmp/" + B + "-2 files/1/22/" + B,
            "sync files/1/22");

    write(C);
    assertThat(disk.calls())
        .containsSubsequence("mkdir files/1/33", "sync files/1", "sync files/1/33")
        .doesNotContain("sync files");
  }

  @Test
  public void flushesFoldersThatAnEarlierProcessMade() throws Exception {
    write(A);
    store.close();
    open();

    write(B);

    assertThat(disk.calls()).containsSubsequence("sync files", "sync files/1", "sync files/1/22");
  }

  @Test
  public void flushesTheNameOfAClone() throws Exception {
    write(A);
    disk.calls();

    store.clone(A, B);

    assertThat(disk.calls())
        .containsExactly("link files/1/22/" + A + " files/1/22/" + B, "sync files/1/22");
  }

  @Test
  public void flushesEachFolderOnceWhenItDeletes() throws Exception {
    write(A);
    write(B);
    write(C);
    disk.calls();

    store.delete(List.of(A, C, B, new BlobId("f".repeat(32))));

    assertThat(disk.calls())
        .containsSubsequence("delete files/1/22/" + A, "delete files/1/22/" + B, "sync files/1/22")
        .containsSubsequence("delete files/1/33/" + C, "sync files/1/33")
        .hasSize(6);
  }

  @Test
  public void flushesTheFoldersOfANewStore() throws Exception {
    store.close();
    Path root = folder.getRoot().toPath();
    disk = new WatchedDisk(root);

    store = new FilesystemBlobStore(root.resolve("a/b"), 0, Packing.NONE, disk);

    assertThat(disk.calls())
        .containsExactly(
            "mkdir a",
            "sync ",
            "mkdir a/b",
            "sync a",
            "delete a/b/VERSION.new",
            "create a/b/VERSION.new",
            "write a/b/VERSION.new",
            "sync a/b/VERSION.new",
            "move a/b/VERSION.new a/b/VERSION",
            "sync a/b",
            "mkdir a/b/tmp",
            "mkdir a/b/files",
            "mkdir a/b/segments",
            "sync a/b");
  }

  @Test
  public void hidesANameThatIsNotYetDurable() throws Exception {
    write(C);
    disk.before(
        call -> {
          if (call.equals("sync files/1/22")) {
            assertAbsent(A);
            store.delete(List.of(A));
            assertThatThrownBy(() -> store.clone(A, B)).isInstanceOf(NoSuchBlobException.class);
          }
        });

    write(A);

    assertThat(bytes(A)).isEqualTo(CONTENT);
  }

  @Test
  public void leavesNothingWhicheverCallOfAWriteFails() throws Exception {
    for (int failing = 1; failing <= 9; failing++) {
      IOException failure = new IOException("broken");
      failOnce(failing, failure);

      assertThat(catchThrowable(() -> write(A))).as("call %s", failing).isSameAs(failure);

      assertNothingLeft();
      store.close();
      open();
      assertNothingLeft();
      deleteTree(folder.getRoot().toPath().resolve("files/1"));
    }
    write(A);
    assertThat(bytes(A)).isEqualTo(CONTENT);
  }

  @Test
  public void leavesNothingWhicheverCallOfACloneFails() throws Exception {
    write(A);
    BlobId target = new BlobId("33333333333333333333333333333455");
    for (int failing = 1; failing <= 6; failing++) {
      store.close();
      open();
      deleteTree(folder.getRoot().toPath().resolve("files/4"));
      IOException failure = new IOException("broken");
      failOnce(failing, failure);

      assertThat(catchThrowable(() -> store.clone(A, target))).isSameAs(failure);

      assertAbsent(target);
      assertThat(bytes(A)).isEqualTo(CONTENT);
    }
  }

  @Test
  public void copiesWhatCannotBeLinked() throws Exception {
    write(A);
    for (Throwable reason :
        List.of(
            new FileSystemException("x", "y", "Too many links"),
            new UnsupportedOperationException("no links"))) {
      disk.before(
          call -> {
            if (call.startsWith("link") && reason instanceof IOException failure) {
              throw failure;
            } else if (call.startsWith("link")) {
              throw (RuntimeException) reason;
            }
          });

      store.clone(A, B);

      assertThat(Files.getAttribute(file(B), "unix:nlink")).isEqualTo(1);
      assertThat(bytes(B)).isEqualTo(CONTENT);
      store.delete(List.of(B));
    }
  }

  @Test
  public void saysThatTheMediumIsFullWhicheverCallFindsIt() throws Exception {
    for (int failing : new int[] {1, 2, 3, 4, 6, 8}) {
      failOnce(failing, new FileSystemException("x", null, "No space left on device"));

      assertThatThrownBy(() -> write(A)).isInstanceOf(OutOfSpaceException.class);

      assertNothingLeft();
      store.close();
      open();
      deleteTree(folder.getRoot().toPath().resolve("files/1"));
    }
  }

  @Test
  public void deletesDurablyWhenTheFirstAttemptWasNot() throws Exception {
    write(A);
    disk.before(
        call -> {
          if (call.equals("sync files/1/22")) {
            throw new IOException("broken");
          }
        });
    assertThatThrownBy(() -> store.delete(List.of(A))).isInstanceOf(IOException.class);
    disk.before(call -> {});
    disk.calls();

    store.delete(List.of(A));

    assertThat(disk.calls()).contains("sync files/1/22");
  }

  @Test
  public void deletesTheOthersWhenOneCannotBeDeleted() throws Exception {
    write(A);
    write(B);
    write(C);
    disk.before(
        call -> {
          if (call.equals("delete files/1/22/" + A)) {
            throw new IOException("broken");
          }
        });

    assertThatThrownBy(() -> store.delete(List.of(A, B, C))).isInstanceOf(IOException.class);

    assertThat(store.list(Optional.empty(), 10)).containsExactly(A);
    assertThat(disk.calls()).contains("sync files/1/22", "sync files/1/33");
  }

  @Test
  public void freesAtTheNextStartWhatItCouldNotRemove() throws Exception {
    disk.before(
        call -> {
          if (call.startsWith("sync") || call.startsWith("delete")) {
            throw new IOException("broken");
          }
        });
    assertThatThrownBy(() -> write(A)).hasMessage("broken");
    assertThat(temporaryFiles()).isNotEmpty();
    store.close();

    open();

    assertNothingLeft();
  }

  private void failOnce(int number, IOException failure) {
    AtomicInteger calls = new AtomicInteger();
    disk.before(
        call -> {
          if (calls.incrementAndGet() == number) {
            throw failure;
          }
        });
  }

  private void assertNothingLeft() throws IOException {
    assertAbsent(A);
    assertThat(temporaryFiles()).isEmpty();
    assertThat(file(A)).doesNotExist();
  }

  private void assertAbsent(BlobId id) throws IOException {
    assertThatThrownBy(() -> store.size(id)).isInstanceOf(NoSuchBlobException.class);
    assertThatThrownBy(() -> bytes(id)).isInstanceOf(NoSuchBlobException.class);
    assertThat(store.list(Optional.empty(), 10)).doesNotContain(id);
  }

  private List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.getRoot().toPath().resolve("tmp"))) {
      return files.toList();
    }
  }

  private Path file(BlobId id) {
    return new Layout(folder.getRoot().toPath()).file(id);
  }

  private void write(BlobId id) throws IOException {
    store.write(id, OptionalLong.of(CONTENT.length), new ByteArrayInputStream(CONTENT));
  }

  private byte[] bytes(BlobId id) throws IOException {
    try (InputStream stream = store.read(id, new BlobRange(0, 100))) {
      return stream.readAllBytes();
    }
  }

  private static void deleteTree(Path top) throws IOException {
    if (Files.exists(top)) {
      try (Stream<Path> paths = Files.walk(top)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
