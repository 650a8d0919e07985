package org.mucura.blobs.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;

/** What happens to files and threads besides the contract. */
public class BlobFileTest {

  private static final BlobId ID = new BlobId("0123456789abcdef0123456789abcdef");
  private static final BlobRange WHOLE = new BlobRange(0, Long.MAX_VALUE);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private FilesystemBlobStore store;

  @Before
  public void open() throws IOException {
    store = new FilesystemBlobStore(folder.getRoot().toPath(), 0, Packing.NONE);
  }

  @After
  public void close() throws IOException {
    store.close();
  }

  @Test
  public void neverEndsEarlyInstead() throws Exception {
    write(new ByteArrayInputStream(new byte[300_000]));
    try (InputStream stream = store.read(ID, WHOLE)) {
      stream.readNBytes(100_000);

      truncate(200_000);

      assertThatThrownBy(stream::readAllBytes).isInstanceOf(EOFException.class);
    }
  }

  @Test
  public void letsGoOfEveryFile() throws Exception {
    write(new ByteArrayInputStream(new byte[1000]));
    long before = openFiles();
    for (int i = 0; i < 50; i++) {
      store.read(ID, WHOLE).close();
      assertThatThrownBy(() -> write(new ByteArrayInputStream(new byte[10]))).isNotNull();
      BlobId other = new BlobId("%032x".formatted(i));
      OptionalLong tooLong = OptionalLong.of(11);
      assertThatThrownBy(() -> store.write(other, tooLong, new ByteArrayInputStream(new byte[10])))
          .isNotNull();
      store.clone(ID, other);
      store.list(Optional.empty(), 3);
      store.delete(List.of(other));
    }

    assertThat(openFiles()).isLessThan(before + 10);
  }

  @Test
  public void anInterruptedWriterLeavesNothingAndDisturbsNobody() throws Exception {
    InputStream content =
        new FilterInputStream(new ByteArrayInputStream(new byte[1000])) {
          @Override
          public int read(byte[] target, int from, int count) throws IOException {
            Thread.currentThread().interrupt();
            return super.read(target, from, count);
          }
        };

    assertThatThrownBy(() -> write(content)).isInstanceOf(ClosedByInterruptException.class);
    assertThat(Thread.interrupted()).isTrue();

    assertThat(folder.getRoot().toPath().resolve("tmp")).isEmptyDirectory();
    write(new ByteArrayInputStream(new byte[10]));
    assertThat(store.size(ID)).isEqualTo(10);
  }

  @Test
  public void anInterruptedReaderDisturbsNobody() throws Exception {
    write(new ByteArrayInputStream(new byte[1000]));
    try (InputStream interrupted = store.read(ID, WHOLE);
        InputStream other = store.read(ID, WHOLE)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(interrupted::read).isInstanceOf(ClosedByInterruptException.class);
      assertThatThrownBy(() -> store.read(ID, WHOLE)).isInstanceOf(IOException.class);
      assertThat(Thread.interrupted()).isTrue();

      assertThat(other.readAllBytes()).hasSize(1000);
      assertThat(store.size(ID)).isEqualTo(1000);
    }
  }

  @Test
  public void overlooksFilesThatAreNoBlobs() throws Exception {
    write(new ByteArrayInputStream(new byte[10]));
    Path files = folder.getRoot().toPath().resolve("files");
    Files.writeString(files.resolve("README"), "");
    Files.createDirectory(files.resolve("zz"));
    Files.writeString(files.resolve("c"), "");
    Files.writeString(files.resolve("d/ef/" + ID + ".bak"), "");

    assertThat(store.list(Optional.empty(), 10)).containsExactly(ID);
  }

  @Test
  public void linksAClone() throws Exception {
    write(new ByteArrayInputStream(new byte[10]));
    BlobId target = new BlobId("f".repeat(32));

    store.clone(ID, target);

    Path file = new Layout(folder.getRoot().toPath()).file(target);
    assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(2);
  }

  private void write(InputStream content) throws IOException {
    store.write(ID, OptionalLong.empty(), content);
  }

  private void truncate(long length) throws IOException {
    Path file = new Layout(folder.getRoot().toPath()).file(ID);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.count();
    }
  }
}
