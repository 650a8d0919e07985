package org.mucura.metadata.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.DamagedMetadataException;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;

/** What is spoilt on the disk is an error that names the file, and never a missing entry. */
public class DamageTest {

  private static final int FLIPS = 150;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final Map<Bytes, Bytes> entries = new TreeMap<>();
  private final Random random = new Random(20);

  @Test
  public void aFlippedBitIsNeverAMissingOrAnotherEntry() throws IOException {
    Path whole = written();
    List<Path> files = files(whole.resolve("db"));
    assertThat(files).anyMatch(file -> file.toString().endsWith(".sst"));
    int refused = 0;
    int errors = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      Path file = files.get(flip % files.size());
      int at = random.nextInt((int) Files.size(file));
      Path copy = copy(whole, "copy" + flip);
      Path spoilt = copy.resolve(whole.relativize(file));
      flip(spoilt, at, random.nextInt(8));
      try (RocksDbMetadataStore store = open(copy)) {
        errors += read(store, spoilt + " at " + at);
      } catch (MetadataStoreException e) {
        refused++;
        assertThat(e).hasMessageNotContaining("\n").hasMessageContaining(copy.toString());
      }
      delete(copy);
    }
    assertThat(refused).as("starts that were refused").isPositive();
    assertThat(errors).as("reads that failed").isPositive();
  }

  @Test
  public void aFlippedBitOfTheLogIsFoundBeforeTheStoreOpens() throws IOException {
    Path whole = written();
    Path log = log(whole);
    byte[] bytes = Files.readAllBytes(log);
    for (int flip = 0; flip < 4 * FLIPS; flip++) {
      byte[] spoilt = bytes.clone();
      spoilt[random.nextInt(spoilt.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(log, spoilt);
      assertThat(LogFile.damage(log)).as("flip %d", flip).isPresent();
    }
    assertThatThrownBy(() -> open(whole).close())
        .isInstanceOf(MetadataStoreException.class)
        .hasMessageContaining(log.toString())
        .hasMessageContaining("damaged");
    Files.write(log, bytes);
    assertThat(LogFile.damage(log)).isEmpty();
  }

  /** As kill -9 leaves it: of the last write there is a part. */
  @Test
  public void aLogThatIsCutOffAnywhereIsNotDamaged() throws IOException {
    Path log = log(written());
    byte[] bytes = Files.readAllBytes(log);
    for (int cut = 0; cut < 500; cut++) {
      Files.write(log, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      assertThat(LogFile.damage(log)).as("cut %d", cut).isEmpty();
    }
  }

  /** As a power cut leaves it: the file is long enough, sectors of its last write are not there. */
  @Test
  public void aLastWriteOfWhichSectorsAreMissingIsNotDamaged() throws IOException {
    Path whole = folder.newFolder("store").toPath();
    try (RocksDbMetadataStore store = open(whole)) {
      put(store, 1, 100);
      put(store, 2, 5000);
    }
    Path log = log(whole);
    byte[] bytes = Files.readAllBytes(log);
    int sector = bytes.length / 512 * 512 - 1024;
    Arrays.fill(bytes, sector, sector + 512, (byte) 0);
    Files.write(log, bytes);
    assertThat(LogFile.damage(log)).isEmpty();

    try (RocksDbMetadataStore store = open(whole)) {
      assertThat(store.get(key(1)).map(Entry::value)).contains(entries.get(key(1)));
      assertThat(store.get(key(2))).isEmpty();
    }
  }

  /** A compaction that meets damage makes RocksDB refuse changes, and would again and again. */
  @Test
  public void changesGoOnAfterACompactionThatMetDamage() throws Exception {
    Path path = folder.newFolder("store").toPath();
    for (int opening = 0; opening < 4; opening++) {
      try (RocksDbMetadataStore store = open(path)) {
        for (int i = 0; i < 40; i++) {
          put(store, opening * 100 + i, 2_000);
        }
      }
    }
    Path table =
        files(path.resolve("db")).stream()
            .filter(file -> file.toString().endsWith(".sst"))
            .findFirst()
            .orElseThrow();
    flip(table, (int) Files.size(table) / 2, 1);
    try (RocksDbMetadataStore store = open(path)) {
      int next = 1000;
      // the fifth opening has so many tables that a compaction begins
      while (isApplied(store, next++)) {
        assertThat(next).as("changes before the first that failed").isLessThan(3000);
        Thread.sleep(10);
      }
      while (!isApplied(store, next++)) {
        assertThat(next).as("changes that failed").isLessThan(3000);
        Thread.sleep(100);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(isApplied(store, next++)).as("change %d", next).isTrue();
        Thread.sleep(5);
      }
    }
  }

  private static boolean isApplied(RocksDbMetadataStore store, int number) {
    try {
      return store.put(key(number), key(number), Revision.ABSENT) instanceof Applied;
    } catch (MetadataStoreException e) {
      return false;
    }
  }

  /** Tables of several openings, and a log that has records over more than one block. */
  private Path written() throws IOException {
    Path path = folder.newFolder("store").toPath();
    for (int opening = 0; opening < 3; opening++) {
      try (RocksDbMetadataStore store = open(path)) {
        for (int i = 0; i < 40; i++) {
          put(store, opening * 100 + i, random.nextInt(i % 10 == 0 ? 60_000 : 2_000));
        }
      }
    }
    return path;
  }

  private void put(RocksDbMetadataStore store, int number, int length) {
    byte[] value = new byte[length];
    random.nextBytes(value);
    entries.put(key(number), Bytes.copyOf(value));
    assertThat(store.put(key(number), Bytes.copyOf(value), Revision.ABSENT))
        .isInstanceOf(Applied.class);
  }

  private static Bytes key(int number) {
    return Bytes.utf8("key-%04d".formatted(number));
  }

  /** Reads everything; gives how often it was told of damage. */
  private int read(RocksDbMetadataStore store, String spoilt) {
    int errors = 0;
    for (Map.Entry<Bytes, Bytes> entry : entries.entrySet()) {
      try {
        Optional<Bytes> found = store.get(entry.getKey()).map(Entry::value);
        assertThat(found).as("%s, %s", spoilt, entry.getKey()).contains(entry.getValue());
      } catch (DamagedMetadataException e) {
        assertThat(e).hasMessageContaining(".sst");
        errors++;
      }
    }
    try {
      Map<Bytes, Bytes> scanned = new TreeMap<>();
      store
          .scan(Bytes.EMPTY, Bytes.EMPTY, 1000)
          .forEach(entry -> scanned.put(entry.key(), entry.value()));
      assertThat(scanned).as(spoilt).isEqualTo(entries);
    } catch (DamagedMetadataException e) {
      errors++;
    }
    return errors;
  }

  private static RocksDbMetadataStore open(Path path) {
    return new RocksDbMetadataStore(new RocksDbSettings(path, 8, 8, 0));
  }

  private static void flip(Path file, int at, int bit) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= (byte) (1 << bit);
    Files.write(file, bytes);
  }

  private static Path log(Path store) throws IOException {
    List<Path> logs = new ArrayList<>(files(store.resolve("db")));
    logs.removeIf(file -> !file.toString().endsWith(".log"));
    assertThat(logs).hasSize(1);
    return logs.get(0);
  }

  /** Those that hold something. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().matches(".*/(\\d+\\.(log|sst)|MANIFEST-\\d+|CURRENT)"))
          .filter(file -> file.toFile().length() > 0)
          .sorted()
          .toList();
    }
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = folder.getRoot().toPath().resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
