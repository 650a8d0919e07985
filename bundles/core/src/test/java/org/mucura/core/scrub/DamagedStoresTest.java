package org.mucura.core.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.filesystem.FilesystemBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.bench.Bench;
import org.mucura.core.object.GetObject;
import org.mucura.core.object.OpenObject;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.upload.UploadTarget;
import org.mucura.metadata.rocksdb.RocksDbMetadataStore;
import org.mucura.metadata.rocksdb.RocksDbSettings;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.wire.ErrorCode;

/**
 * A bit that flips anywhere in the files of the embedded stores: each object is read as it was or
 * not at all, no other one is lost, and the scrub names those that cannot be read.
 */
public class DamagedStoresTest {

  private static final Duration REOPENED_WITHIN = Duration.ofSeconds(60);

  private static final int FLIPS = Boolean.getBoolean("mucura.long") ? 3_000 : 60;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final long seed = Long.getLong("mucura.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Map<String, String> bodies = new TreeMap<>();

  @Test
  public void aFlippedBitIsNoticedWhereverItIs() throws IOException {
    Path whole = folder.newFolder("whole").toPath();
    write(whole);
    List<Path> files = files(whole);
    int spoilt = 0;
    int refused = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      Path copy = folder.getRoot().toPath().resolve("copy" + flip);
      copy(whole, copy);
      Path file = copy.resolve(whole.relativize(files.get(flip % files.size())));
      String where = "seed " + seed + ", " + flip(file);
      try (Stores stores = Stores.open(copy)) {
        spoilt += check(stores, where);
      } catch (MetadataStoreException e) {
        assertThat(e).as(where).hasMessageContaining(copy.toString());
        refused++;
      } catch (S3Exception e) {
        // the block has what every request needs; or a compaction met it, and changes wait
        assertThat(e.code())
            .as(where)
            .isIn(ErrorCode.INTERNAL_ERROR, ErrorCode.SERVICE_UNAVAILABLE);
        refused++;
      }
      delete(copy);
    }
    assertThat(spoilt).as("objects that could not be read, seed %d", seed).isPositive();
    assertThat(refused).as("starts that were refused, seed %d", seed).isPositive();
  }

  /** Small ones, large ones and one of parts; some were removed; over several starts. */
  private void write(Path root) throws IOException {
    for (int start = 0; start < 3; start++) {
      try (Stores stores = Stores.open(root)) {
        for (int i = 0; i < 8; i++) {
          String key = "key" + start + i;
          int size = i % 4 == 3 ? 200_000 : random.nextInt(20_000);
          bodies.put(key, text(size));
          stores.bench.put(key, bodies.get(key));
        }
        stores.bench.delete("key" + start + 0);
        bodies.remove("key" + start + 0);
      }
    }
    try (Stores stores = Stores.open(root)) {
      String part = text(150_000);
      UploadTarget upload = stores.bench.begin("parts");
      stores.bench.complete(
          upload,
          List.of(
              stores.bench.putPart(upload, 1, part),
              stores.bench.putPart(upload, 2, part.substring(0, 1000))),
          WriteCondition.NONE);
      bodies.put("parts", part + part.substring(0, 1000));
    }
  }

  private String text(int size) {
    byte[] text = new byte[size];
    for (int i = 0; i < size; i++) {
      text[i] = (byte) ('a' + random.nextInt(26));
    }
    return new String(text, StandardCharsets.US_ASCII);
  }

  /** Reads all, and has all scrubbed; gives how many objects could not be read. */
  private int check(Stores stores, String where) {
    Set<String> spoilt = new HashSet<>();
    for (Map.Entry<String, String> body : bodies.entrySet()) {
      if (!isRead(stores.bench, body.getKey(), body.getValue(), where)) {
        spoilt.add(body.getKey());
      }
    }
    if (where.contains("/blobs/")) {
      assertThat(spoilt).as(where).hasSizeLessThan(bodies.size());
      assertThat(scrubbed(stores.bench, where)).as(where).isEqualTo(spoilt);
    } else if (!spoilt.isEmpty()) {
      assertThat(scrubbed(stores.bench, where)).as(where).contains("");
    }
    return spoilt.size();
  }

  /** The keys of what the scrub found; an empty one for records that cannot be read. */
  private static Set<String> scrubbed(Bench bench, String where) {
    Scrub scrub = bench.newScrub();
    // where its own record cannot be read there is no pass, and the caller counts that
    ScrubStatus before = scrub.status();
    assertThat(before.last()).as(where).isEmpty();
    pass(scrub, where);
    Set<String> found = new HashSet<>();
    scrub.status().last().orElseThrow().count().skipped().forEach(found::add);
    for (Finding finding : scrub.findings(1000)) {
      finding.object().ifPresent(owner -> found.add(owner.key()));
      if (finding.store().isEmpty()) {
        found.add("");
      }
    }
    return found;
  }

  /** To its end; a store that opens anew because a compaction met the damage is asked again. */
  private static void pass(Scrub scrub, String where) {
    long end = System.nanoTime() + REOPENED_WITHIN.toNanos();
    while (scrub.status().last().isEmpty()) {
      assertThat(System.nanoTime()).as("the end of the pass, %s", where).isLessThan(end);
      try {
        while (scrub.step()) {
          // goes on
        }
      } catch (S3Exception e) {
        assertThat(e.code()).as(where).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
        // it opens at most once a second
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private static boolean isRead(Bench bench, String key, String body, String where) {
    try (OpenObject open = bench.objects().get(GetObject.of(bench.bucket(), key));
        InputStream stream = open.read(new BlobRange(0, open.info().size()))) {
      String read = new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(read.equals(body)).as("%s: %s is what it was", where, key).isTrue();
      return true;
    } catch (S3Exception e) {
      assertThat(e.code()).as(where).isEqualTo(ErrorCode.INTERNAL_ERROR);
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private String flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = random.nextInt(bytes.length);
    int bit = random.nextInt(8);
    bytes[at] ^= (byte) (1 << bit);
    Files.write(file, bytes);
    return file + " at " + at + ", bit " + bit;
  }

  /** What holds data; not locks and logs. */
  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toFile().isFile() && file.toFile().length() > 0)
          .filter(
              file ->
                  file.toString()
                      .matches(".*(\\.segment|\\.index|/files/.*|\\.sst|\\.log|MANIFEST-\\d+)"))
          .sorted()
          .toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** A gateway on the embedded stores. */
  private record Stores(RocksDbMetadataStore metadata, FilesystemBlobStore blobs, Bench bench)
      implements AutoCloseable {

    static Stores open(Path root) throws IOException {
      RocksDbMetadataStore metadata =
          new RocksDbMetadataStore(RocksDbSettings.of(root.resolve("metadata")));
      FilesystemBlobStore blobs = new FilesystemBlobStore(root.resolve("blobs"), 0);
      try {
        return new Stores(metadata, blobs, new Bench(metadata, blobs, new ManualClock()));
      } catch (S3Exception e) {
        metadata.close();
        blobs.close();
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      bench.close();
      metadata.close();
      blobs.close();
    }
  }
}
