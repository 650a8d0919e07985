package org.mucura.metadata.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.metadata.MetadataStoreException;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * A manifest that gets two records by one flush, as whenever a buffer becomes a table: the table,
 * and the oldest log that is needed. Of a power cut the second may be left without the first.
 */
public class TornManifestTest {

  private static final int SECTOR = 512;
  private static final int BLOCK = 32 * 1024;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path database;
  private Path manifest;

  /** Where the last table's record begins; in the next sector the record of the log does. */
  private int table;

  /** The log that the table was made of, which is deleted after the flush. */
  private Path log;

  private byte[] content;
  private int flushes;

  @Before
  public void write() throws IOException, RocksDBException {
    database = folder.getRoot().toPath().resolve("db");
    try (Options options = new Options().setCreateIfMissing(true).setDisableAutoCompactions(true);
        WriteOptions synced = new WriteOptions().setSync(true);
        FlushOptions flush = new FlushOptions();
        RocksDB rocks = RocksDB.open(options, database.toString())) {
      do {
        rocks.put(synced, key(flushes++), new byte[100]);
        log = newest("log");
        content = Files.readAllBytes(log);
        rocks.flush(flush);
        manifest = newest("MANIFEST");
      } while (!isOverASector());
    }
    assertThat(log).doesNotExist();
    assertThat(Files.size(manifest)).isLessThan(BLOCK);
    byte[] torn = Files.readAllBytes(manifest);
    Arrays.fill(torn, table, sectorEnd(table), (byte) 0);
    Files.write(manifest, torn);
  }

  @Test
  public void whatAPowerCutLeftOfAFlushIsNoDamage() throws IOException, RocksDBException {
    Files.write(log, content);
    new DatabaseLogs(database).requireWhole();
    try (Options options = new Options();
        RocksDB rocks = RocksDB.open(options, database.toString())) {
      for (int i = 0; i < flushes; i++) {
        assertThat(rocks.get(key(i))).as("key %d", i).isNotNull();
      }
    }
  }

  @Test
  public void anEndThatAPowerCutTookIsNoDamage() throws IOException {
    Files.write(log, content);
    byte[] whole = Files.readAllBytes(manifest);
    Arrays.fill(whole, table, whole.length, (byte) 0);
    Files.write(manifest, whole);
    new DatabaseLogs(database).requireWhole();
    Files.write(manifest, Arrays.copyOf(whole, table + 3));
    new DatabaseLogs(database).requireWhole();
  }

  @Test
  public void anEndThatWasLostLaterIsDamage() throws IOException {
    byte[] whole = Files.readAllBytes(manifest);
    Arrays.fill(whole, table, whole.length, (byte) 0);
    Files.write(manifest, whole);
    Files.createFile(database.resolve("somebodys.log"));
    aSectorThatWasLostLaterIsDamage();
  }

  /** The first log of an opening has another number than the manifest says. */
  @Test
  public void aManifestOfALaterOpeningMayBeCutOff() throws IOException {
    Path path = folder.getRoot().toPath().resolve("store");
    for (int opening = 0; opening < 3; opening++) {
      new RocksDbMetadataStore(new RocksDbSettings(path, 8, 8, 0)).close();
      database = path.resolve("db");
      manifest = newest("MANIFEST");
      byte[] whole = Files.readAllBytes(manifest);
      for (int cut = 1; cut < 20; cut++) {
        Files.write(manifest, Arrays.copyOf(whole, whole.length - cut));
        new DatabaseLogs(database).requireWhole();
      }
      Files.write(manifest, whole);
    }
  }

  /** RocksDB would open it, without what the last table has, and delete that. */
  @Test
  public void aSectorThatWasLostLaterIsDamage() {
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> new DatabaseLogs(database).requireWhole())
        .withMessageContaining(manifest.toString())
        .withMessageContaining("damaged at byte " + table);
  }

  /** Looks for the last table's record, and whether it ends in another sector. */
  private boolean isOverASector() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(manifest)).order(ByteOrder.LITTLE_ENDIAN);
    int last = 0;
    for (int at = 0; at < bytes.limit(); at += 7 + bytes.getShort(at + 4)) {
      table = last;
      last = at;
    }
    return sectorEnd(table) <= last && sectorEnd(table) >= table + 7;
  }

  private Path newest(String kind) throws IOException {
    try (Stream<Path> files = Files.list(database)) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().matches("\\d+\\." + kind + "|" + kind + "-\\d+"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  private static byte[] key(int number) {
    return "key-%04d".formatted(number).getBytes(UTF_8);
  }

  private static int sectorEnd(int at) {
    return (at / SECTOR + 1) * SECTOR;
  }
}
