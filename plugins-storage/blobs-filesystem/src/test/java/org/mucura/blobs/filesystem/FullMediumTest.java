package org.mucura.blobs.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assume.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.OutOfSpaceException;

/** A medium that really is full: a small one in memory, where a test may mount one. */
public class FullMediumTest {

  private static final int MIB = 1 << 20;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private boolean mounted;

  @Before
  public void mount() throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.getRoot().getPath());
  }

  @After
  public void unmount() throws Exception {
    if (mounted) {
      run("umount", folder.getRoot().getPath());
    }
  }

  @Test
  public void knowsWhatTheSystemSaysWhenThereIsNoSpace() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue("this system has no /dev/full", Files.exists(full));
    try (FileChannel file = FileChannel.open(full, StandardOpenOption.WRITE)) {
      assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1)))
          .satisfies(
              failure ->
                  assertThat(Room.explain((IOException) failure))
                      .isInstanceOf(OutOfSpaceException.class)
                      .hasCause(failure));
    }
    IOException other = new IOException("Input/output error");
    assertThat(Room.explain(other)).isSameAs(other);
    IOException silent = new IOException();
    assertThat(Room.explain(silent)).isSameAs(silent);
  }

  @Test
  public void freesWhatAFailedWriteTook() throws Exception {
    assumeTrue("a test may not mount here", mounted);
    try (FilesystemBlobStore store = new FilesystemBlobStore(folder.getRoot().toPath(), 0)) {
      write(store, 1, 2 * MIB);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> write(store, 2, 3 * MIB)).isInstanceOf(OutOfSpaceException.class);
      }
      assertThat(folder.getRoot().toPath().resolve("tmp")).isEmptyDirectory();
      write(store, 3, MIB);
      assertThat(store.list(Optional.empty(), 10)).containsExactly(id(1), id(3));

      store.delete(List.of(id(1)));
      write(store, 4, 2 * MIB);
      assertThat(store.space().total()).isEqualTo(4 * MIB);
    }
  }

  @Test
  public void removesPackedContentsWithoutOneFreeByte() throws Exception {
    assumeTrue("a test may not mount here", mounted);
    Path root = folder.getRoot().toPath();
    List<BlobId> written = new ArrayList<>();
    try (FilesystemBlobStore store = open(root)) {
      for (int i = 0; i < 100; i++) {
        write(store, i, 10_000);
        written.add(id(i));
      }
      fill(root.resolve("other"));
      try {
        while (true) {
          write(store, written.size(), 10_000);
          written.add(id(written.size()));
        }
      } catch (OutOfSpaceException full) {
        assertThat(store.list(Optional.empty(), 1000)).containsExactlyElementsOf(written);
      }
      assertThat(Files.getFileStore(root).getUsableSpace()).isZero();

      store.delete(written.subList(0, written.size() - 1));

      assertThat(store.list(Optional.empty(), 1000)).hasSize(1);
    }
    try (FilesystemBlobStore store = open(root)) {
      assertThat(store.list(Optional.empty(), 1000)).hasSize(1);
      Files.delete(root.resolve("other"));
      write(store, 5000, 10_000);
      assertThat(store.size(id(5000))).isEqualTo(10_000);
    }
  }

  private static FilesystemBlobStore open(Path root) throws IOException {
    return new FilesystemBlobStore(root, 0, Packing.ofUnits(64, 1));
  }

  @Test
  public void findsTheEndThatNoCheckForesaw() throws Exception {
    assumeTrue("a test may not mount here", mounted);
    Path root = folder.getRoot().toPath();
    WatchedDisk disk = new WatchedDisk(root);
    try (FilesystemBlobStore store = new FilesystemBlobStore(root, 0, Packing.NONE, disk)) {
      disk.before(
          call -> {
            if (call.startsWith("write")) {
              fill(root.resolve("other"));
            }
          });

      assertThatThrownBy(() -> write(store, 1, 2 * MIB))
          .isInstanceOf(OutOfSpaceException.class)
          .hasMessage("the medium is full");

      assertThat(root.resolve("tmp")).isEmptyDirectory();
      assertThat(store.list(Optional.empty(), 10)).isEmpty();
    }
  }

  private static void fill(Path file) throws IOException {
    try (OutputStream end = Files.newOutputStream(file)) {
      while (true) {
        end.write(new byte[1024]);
      }
    } catch (IOException full) {
      assertThat(Files.getFileStore(file).getUsableSpace()).isZero();
    }
  }

  private static void write(FilesystemBlobStore store, int id, int length) throws IOException {
    store.write(id(id), OptionalLong.empty(), new ByteArrayInputStream(new byte[length]));
  }

  private static BlobId id(int number) {
    return new BlobId("%032x".formatted(number));
  }

  private static boolean run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
  }
}
