package org.mucura.blobs.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assume.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.ScrubbableBlobStore;

/** How a folder is taken into use, and when it is refused. */
public class StoreFolderTest {

  private static final BlobId ID = new BlobId("0123456789abcdef0123456789abcdef");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void lastsAsDocumented() throws Exception {
    try (FilesystemBlobStore store = open()) {
      write(store);
    }

    assertThat(root().resolve("VERSION")).hasContent("mucura-blobs-filesystem 2");
    assertThat(root().resolve("files/d/ef/" + ID)).hasContent("contents");
    assertThat(root().resolve("tmp")).isEmptyDirectory();
  }

  @Test
  public void keepsOthersOut() throws Exception {
    Path nested = root().resolve("new/store");
    try (FilesystemBlobStore store = new FilesystemBlobStore(nested, 0, Packing.NONE)) {
      write(store);
    }

    try (Stream<Path> paths = Files.walk(root().resolve("new"))) {
      for (Path path : paths.toList()) {
        String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
        if (!path.endsWith("VERSION") || Files.isRegularFile(path)) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
              .as(path.toString())
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  public void removesWhatACrashLeft() throws Exception {
    open().close();
    Files.writeString(root().resolve("tmp/" + ID + "-7"), "half");
    Files.writeString(root().resolve("tmp/anything"), "");

    open().close();

    assertThat(root().resolve("tmp")).isEmptyDirectory();
  }

  @Test
  public void finishesAStartThatCrashed() throws Exception {
    Files.createFile(root().resolve("LOCK"));
    Files.writeString(root().resolve("VERSION.new"), "muc");

    try (FilesystemBlobStore store = open()) {
      write(store);
    }

    assertThat(root().resolve("VERSION.new")).doesNotExist();
    assertThat(root().resolve("VERSION")).exists();
  }

  @Test
  public void takesOverAFolderOfFilesAsItIs() throws Exception {
    try (FilesystemBlobStore store = open()) {
      write(store);
    }
    Files.delete(root().resolve("segments"));
    Files.writeString(root().resolve("VERSION"), "mucura-blobs-filesystem 1\n");
    BlobId packed = new BlobId("f".repeat(32));

    try (FilesystemBlobStore store = new FilesystemBlobStore(root(), 0)) {
      store.write(packed, OptionalLong.of(3), new ByteArrayInputStream(new byte[3]));
      assertThat(store.read(ID, new BlobRange(0, 100))).hasContent("contents");
      assertThat(store.size(packed)).isEqualTo(3);
      assertThat(store.list(Optional.empty(), 10)).containsExactly(ID, packed);
    }

    assertThat(root().resolve("VERSION")).hasContent("mucura-blobs-filesystem 2");
    assertThat(root().resolve("files/d/ef/" + ID)).hasContent("contents");
  }

  @Test
  public void tellsWhereItIsDamaged() throws Exception {
    try (FilesystemBlobStore store = new FilesystemBlobStore(root(), 0)) {
      write(store);
      Path segment = root().resolve("segments/0000000000000001.segment");
      byte[] bytes = Files.readAllBytes(segment);
      bytes[4096 + 64] ^= 1;
      Files.write(segment, bytes);
      List<ScrubbableBlobStore.Damage> found = new ArrayList<>();

      store.scrub(Long.MAX_VALUE, found::add);

      assertThat(found).extracting(ScrubbableBlobStore.Damage::blob).contains(Optional.of(ID));
      assertThatThrownBy(() -> store.read(ID, new BlobRange(5, 1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(segment + " is damaged");
    }
  }

  @Test
  public void refusesALayoutItDoesNotKnow() throws Exception {
    Files.writeString(root().resolve("VERSION"), "mucura-blobs-filesystem 3\n");
    Files.createDirectory(root().resolve("tmp"));
    Files.writeString(root().resolve("tmp/precious"), "data");

    assertThatThrownBy(this::open)
        .hasMessage(
            root()
                + " has the layout 'mucura-blobs-filesystem 3', but only"
                + " 'mucura-blobs-filesystem 2' is known; nothing was changed");

    assertThat(children()).containsExactlyInAnyOrder("VERSION", "tmp");
    assertThat(root().resolve("tmp/precious")).hasContent("data");
    assertThat(root().resolve("VERSION")).hasContent("mucura-blobs-filesystem 3");
  }

  @Test
  public void refusesAFolderOfSomethingElse() throws Exception {
    Files.writeString(root().resolve("thesis.tex"), "data");

    assertThatThrownBy(this::open)
        .hasMessage(root() + " is no folder of contents and not empty: there is thesis.tex");

    assertThat(children()).containsExactly("thesis.tex");
  }

  @Test
  public void refusesAFolderThatCannotBeMade() throws Exception {
    Path file = Files.createFile(root().resolve("file"));

    assertThatThrownBy(() -> new FilesystemBlobStore(file, 0))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot keep contents in %s: %s: is no folder", file, file);
    assertThatThrownBy(() -> new FilesystemBlobStore(file.resolve("sub"), 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot keep contents in " + file.resolve("sub"));
  }

  @Test
  public void refusesAFolderThatCannotBeWritten() throws Exception {
    Path readOnly = Files.createDirectory(root().resolve("read-only"));
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-x------"));
    assumeFalse("root may write everywhere", Files.isWritable(readOnly));

    assertThatThrownBy(() -> new FilesystemBlobStore(readOnly, 0))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cannot keep contents in %s: %s: permission denied",
            readOnly, readOnly.resolve("LOCK"));
  }

  @Test
  public void isUsedByOneStoreOfAProcess() throws Exception {
    Path alias =
        Files.createSymbolicLink(root().resolve("../alias-" + root().getFileName()), root());
    try (FilesystemBlobStore store = open()) {
      assertThatThrownBy(this::open).hasMessage(root() + " is in use by another store");
      assertThatThrownBy(() -> new FilesystemBlobStore(alias, 0)).hasMessageContaining("in use");
      write(store);
    } finally {
      Files.delete(alias);
    }
    open().close();
  }

  @Test
  public void isUsedByOneOfTwoVersionsOfTheBundle() throws Exception {
    URL code = FolderLock.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader bundle = new URLClassLoader(new URL[] {code}, null);
        FilesystemBlobStore store = open()) {
      Method take =
          bundle.loadClass(FolderLock.class.getName()).getDeclaredMethod("take", Path.class);
      take.setAccessible(true);

      assertThatThrownBy(() -> take.invoke(null, root().resolve("LOCK")))
          .hasRootCauseMessage(root() + " is in use by another store");

      write(store);
    }
  }

  @Test
  public void isUsedByOneProcess() throws Exception {
    FilesystemBlobStore store = open();
    assertThatThrownBy(this::open).hasMessageContaining("in use");

    assertThat(BlobWriter.openElsewhere(root())).contains(root() + " is in use by another store");
    store.close();
    assertThat(BlobWriter.openElsewhere(root())).isEmpty();
  }

  @Test
  public void isReadButNotWrittenWhenClosed() throws Exception {
    FilesystemBlobStore store = open();
    write(store);
    InputStream begun = store.read(ID, new BlobRange(0, 100));
    store.close();
    store.close();

    assertThatThrownBy(() -> write(store)).hasMessage("the store is closed");
    assertThatThrownBy(() -> store.delete(List.of(ID))).hasMessage("the store is closed");
    assertThatThrownBy(() -> store.clone(ID, ID)).hasMessage("the store is closed");
    try (begun) {
      assertThat(begun).hasContent("contents");
    }
  }

  private Path root() {
    return folder.getRoot().toPath();
  }

  private FilesystemBlobStore open() throws IOException {
    return new FilesystemBlobStore(root(), 0, Packing.NONE);
  }

  private static void write(FilesystemBlobStore store) throws IOException {
    store.write(
        ID,
        OptionalLong.empty(),
        new ByteArrayInputStream("contents".getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> children() throws IOException {
    try (Stream<Path> children = Files.list(root())) {
      return children.map(path -> String.valueOf(path.getFileName())).toList();
    }
  }
}
