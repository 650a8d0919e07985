package org.mucura.metadata.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;

public class StoreFolderTest {

  private static final Bytes KEY = Bytes.utf8("key");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path path;

  @Before
  public void choosePath() {
    path = folder.getRoot().toPath().resolve("a/store");
  }

  @Test
  public void isMadeWhereItIsMissingAndShutToOthers() throws IOException {
    open(path).close();
    assertThat(path.resolve("VERSION")).hasContent("mucura-metadata-rocksdb 1");
    for (Path made : new Path[] {path, path.resolve("db")}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  public void isUsedByOneStoreAtATime() {
    try (RocksDbMetadataStore first = open(path)) {
      assertRefused(path + " is in use by another store");
      assertThat(first.put(KEY, KEY, Revision.ABSENT)).isInstanceOf(Applied.class);
    }
    open(path).close();
  }

  @Test
  public void takesAwayATrialThatWasCutShort() throws IOException {
    open(path).close();
    Files.write(path.resolve("trial.tmp"), new byte[1000]);
    open(path).close();
    assertThat(path.resolve("trial.tmp")).doesNotExist();
  }

  @Test
  public void refusesALayoutItDoesNotKnow() throws IOException {
    open(path).close();
    Files.writeString(path.resolve("VERSION"), "mucura-metadata-rocksdb 2\n");
    String before = listing();
    assertRefused(
        path
            + " has the layout \"mucura-metadata-rocksdb 2\","
            + " this release knows \"mucura-metadata-rocksdb 1\"");
    assertThat(listing()).isEqualTo(before);
  }

  @Test
  public void refusesAFolderOfSomethingElse() throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve("letter.txt"), "Dear ...");
    assertRefused(
        path
            + " is not empty and not the folder of a metadata store: it has "
            + path.resolve("letter.txt"));
    assertThat(path).isDirectoryNotContaining(file -> !file.endsWith("letter.txt"));
  }

  @Test
  public void refusesWhatIsNoFolder() throws IOException {
    Files.createDirectories(path.getParent());
    Files.createFile(path);
    assertRefused(path + " cannot be used: it is not a folder");
  }

  @Test
  public void refusesWhatCannotBeMade() throws IOException {
    Files.createFile(path.getParent());
    assertRefused(path + " cannot be used: " + path + ": Not a directory");
  }

  @Test
  public void doesNotReplaceALostDatabase() throws IOException {
    open(path).close();
    Files.move(path.resolve("db"), folder.getRoot().toPath().resolve("elsewhere"));
    assertRefused(path + " has lost its database, " + path.resolve("db"));
  }

  @Test
  public void goesOnWithACreationThatWasCutShort() throws IOException {
    try (RocksDbMetadataStore store = open(path)) {
      store.put(KEY, KEY, Revision.ABSENT);
    }
    Files.delete(path.resolve("VERSION"));
    Files.createFile(path.resolve("VERSION.tmp"));
    try (RocksDbMetadataStore store = open(path)) {
      assertThat(store.get(KEY)).isPresent();
    }
    assertThat(path.resolve("VERSION")).hasContent("mucura-metadata-rocksdb 1");
    assertThat(path.resolve("VERSION.tmp")).doesNotExist();
  }

  @Test
  public void refusesADatabaseThatIsDamaged() throws IOException {
    open(path).close();
    Files.writeString(path.resolve("db/CURRENT"), "MANIFEST-999999\n");
    assertRefused(path + " cannot be opened: ");
  }

  @Test
  public void keepsAReserveOnItsDisk() {
    Revision revision;
    try (RocksDbMetadataStore store = open(path)) {
      revision = ((Applied) store.put(KEY, KEY, Revision.ABSENT)).revision();
    }
    RocksDbSettings greedy = new RocksDbSettings(path, 8, 8, Integer.MAX_VALUE);
    try (RocksDbMetadataStore store = new RocksDbMetadataStore(greedy)) {
      assertThatExceptionOfType(MetadataStoreException.class)
          .isThrownBy(() -> store.put(KEY, KEY, revision))
          .withMessageContaining("is full");
      assertThat(store.get(KEY).orElseThrow().revision()).isEqualTo(revision);
      assertThat(store.delete(KEY, revision)).isInstanceOf(Applied.class);
    }
  }

  private static RocksDbMetadataStore open(Path path) {
    return new RocksDbMetadataStore(new RocksDbSettings(path, 8, 8, 0));
  }

  private void assertRefused(String message) {
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> open(path))
        .satisfies(e -> assertThat(e.getMessage()).startsWith(message).hasLineCount(1));
  }

  /** The names, sizes and times of all files. */
  private String listing() throws IOException {
    StringBuilder listing = new StringBuilder();
    try (var files = Files.walk(path)) {
      for (Path file : files.sorted().toList()) {
        listing.append(file).append(' ').append(Files.getLastModifiedTime(file)).append(' ');
        listing.append(Files.size(file)).append('\n');
      }
    }
    return listing.toString();
  }
}
