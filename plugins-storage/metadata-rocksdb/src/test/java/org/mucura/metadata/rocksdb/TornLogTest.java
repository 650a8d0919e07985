package org.mucura.metadata.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;

/** What a power cut leaves of a log that is longer than a block, or that another one follows. */
public class TornLogTest {

  private static final int SECTOR = 512;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Random random = new Random(21);
  private Path path;
  private Path database;

  /** The log, and where its last write begins, which is in pieces over several blocks. */
  private Path log;

  private int lastWrite;
  private byte[] bytes;

  @Before
  public void write() throws IOException {
    path = folder.getRoot().toPath().resolve("store");
    database = path.resolve("db");
    try (RocksDbMetadataStore store = open()) {
      put(store, "first", 100);
      log = logs().get(0);
      lastWrite = (int) Files.size(log);
      put(store, "second", 150_000);
    }
    bytes = Files.readAllBytes(log);
    assertThat(bytes.length - lastWrite).isGreaterThan(150_000);
  }

  @Test
  public void aLastWriteOfSeveralBlocksMayMissAnySectors() throws IOException {
    for (int lost = lastWrite; lost < bytes.length; lost = sectorEnd(lost)) {
      Files.write(log, without(lost));
      assertThat(LogFile.damage(log)).as("without the sector at %d", lost).isEmpty();
    }
    for (int round = 0; round < 200; round++) {
      byte[] torn = without(lastWrite + random.nextInt(bytes.length - lastWrite));
      for (int others = random.nextInt(50); others > 0; others--) {
        zero(torn, lastWrite + random.nextInt(bytes.length - lastWrite));
      }
      Files.write(log, torn);
      assertThat(LogFile.damage(log)).as("round %d", round).isEmpty();
    }
  }

  @Test
  public void aStoreOpensWithoutItsLastWriteIfThatMissesASector() throws IOException {
    Path whole = copyOf(path, "whole");
    for (int lost : new int[] {lastWrite, lastWrite + 70_000, bytes.length - 1}) {
      path = copyOf(whole, "store without " + lost);
      Files.write(path.resolve("db").resolve(log.getFileName()), without(lost));
      try (RocksDbMetadataStore store = open()) {
        assertHas(store, "first", "second");
      }
    }
  }

  @Test
  public void aWriteThatALaterLogFollowsIsDamagedIfItMissesASector() throws IOException {
    Path older = copyOf(path, "older");
    try (RocksDbMetadataStore store = open()) {
      put(store, "third", 100);
    }
    Path newer = logs().get(0);
    assertThat(newer.getFileName()).isNotEqualTo(log.getFileName());
    path = older;
    database = path.resolve("db");
    log = database.resolve(log.getFileName());
    Files.copy(newer, database.resolve(newer.getFileName()));
    Path both = copyOf(path, "both");

    Files.write(log, without(lastWrite + 70_000));
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> open().close())
        .withMessageContaining(log.toString())
        .withMessageContaining("damaged");
    path = both;
    try (RocksDbMetadataStore store = open()) {
      assertHas(store, "first", "none");
      assertThat(store.get(Bytes.utf8("second"))).isPresent();
      assertThat(store.get(Bytes.utf8("third"))).isPresent();
    }
  }

  /** Its last write was cut off, it was recovered, and a power cut undid that it was deleted. */
  @Test
  public void aLogThatWasRecoveredMayComeBack() throws IOException {
    Files.write(log, without(lastWrite + 70_000));
    byte[] torn = Files.readAllBytes(log);
    try (RocksDbMetadataStore store = open()) {
      put(store, "third", 100);
    }
    assertThat(log).doesNotExist();
    Files.write(log, torn);
    try (RocksDbMetadataStore store = open()) {
      assertHas(store, "first", "second");
      assertThat(store.get(Bytes.utf8("third"))).isPresent();
    }
  }

  @Test
  public void aLogThatCannotBeReadIsNamed() throws IOException {
    Path unreadable = Files.createDirectory(database.resolve("999999.log"));
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> open().close())
        .withMessageStartingWith(path + " cannot be used: " + unreadable + " cannot be read: ")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  /** Of what is mapped, a sector that cannot be read would end the process. */
  @Test
  public void aLogIsNotMapped() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(maps));
    assertThat(LogFile.damage(log)).isEmpty();
    try (Stream<String> mapped = Files.lines(maps)) {
      assertThat(mapped).noneMatch(line -> line.contains(database.toString()));
    }
  }

  private byte[] without(int lost) {
    byte[] torn = bytes.clone();
    zero(torn, lost);
    return torn;
  }

  /** As if the sector that has this byte had never been written since the write before. */
  private void zero(byte[] torn, int lost) {
    Arrays.fill(
        torn,
        Math.max(lastWrite, lost / SECTOR * SECTOR),
        Math.min(torn.length, sectorEnd(lost)),
        (byte) 0);
  }

  private static int sectorEnd(int at) {
    return (at / SECTOR + 1) * SECTOR;
  }

  private void put(RocksDbMetadataStore store, String key, int length) {
    byte[] value = new byte[length];
    random.nextBytes(value);
    assertThat(store.put(Bytes.utf8(key), Bytes.wrap(value), Revision.ABSENT))
        .isInstanceOf(Applied.class);
  }

  private static void assertHas(RocksDbMetadataStore store, String present, String absent) {
    assertThat(store.get(Bytes.utf8(present))).isPresent();
    assertThat(store.get(Bytes.utf8(absent))).isEmpty();
  }

  private RocksDbMetadataStore open() {
    return new RocksDbMetadataStore(new RocksDbSettings(path, 8, 8, 0));
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      return files.filter(file -> file.toString().endsWith(".log")).toList();
    }
  }

  private Path copyOf(Path from, String name) throws IOException {
    Path to = folder.getRoot().toPath().resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }
}
