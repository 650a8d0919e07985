package org.mucura.metadata.rocksdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.mucura.spi.metadata.MetadataStoreException;

/** The manifest and the write-ahead logs of a database that is not open. */
final class DatabaseLogs {

  private final Path database;

  DatabaseLogs(Path database) {
    this.database = database;
  }

  /**
   * Makes sure that RocksDB will leave out no write that was acknowledged.
   *
   * @throws MetadataStoreException if one of them is damaged; the message names it
   * @throws IOException if one cannot be read; the message names it
   */
  void requireWhole() throws IOException {
    Path current = database.resolve("CURRENT");
    if (!Files.exists(current)) {
      return;
    }
    Path manifest = database.resolve(new String(Files.readAllBytes(current), ISO_8859_1).strip());
    if (Files.exists(manifest)) {
      requireWholeManifest(manifest); // of a missing one RocksDB tells
    }
    List<Path> logs = logs();
    List<LogSequence> sequences = new ArrayList<>();
    List<OptionalLong> torn = new ArrayList<>();
    for (Path log : logs) {
      LogSequence sequence = new LogSequence();
      LogFile.Findings found = read(log, sequence);
      requireUndamaged(log, found.damage());
      sequences.add(sequence);
      torn.add(found.torn());
    }
    for (int i = 0; i < logs.size(); i++) {
      if (hasGap(sequences.get(i), sequences.subList(i + 1, logs.size()))) {
        requireUndamaged(logs.get(i), torn.get(i));
      }
    }
  }

  /**
   * Of a power cut a manifest may have an end that is cut off, and of the records of one flush a
   * later one without the first. The same is seen of a sector that was lost after the flush; but
   * then the log is gone from which the state before goes on, or a table is, of which RocksDB
   * tells.
   */
  private void requireWholeManifest(Path manifest) throws IOException {
    ManifestLogNumber oldest = new ManifestLogNumber();
    LogFile.Findings found = read(manifest, oldest);
    requireUndamaged(manifest, found.unwritten() ? OptionalLong.empty() : found.damage());
    if (oldest.number().isEmpty() || !hasLogOf(manifest, oldest.number().getAsLong())) {
      requireUndamaged(manifest, found.torn().isPresent() ? found.torn() : found.damage());
    }
  }

  /**
   * Whether the oldest log that is needed is there: the one of this number, or until one of the
   * logs since the opening is done with, the first of them, made shortly before the manifest.
   */
  private boolean hasLogOf(Path manifest, long oldest) throws IOException {
    long newest = Math.max(oldest, number(manifest));
    return logs().stream()
        .mapToLong(DatabaseLogs::number)
        .anyMatch(log -> log >= oldest && log <= newest);
  }

  /** The number in a name that RocksDB gave; of another name, none that it gives. */
  private static long number(Path file) {
    String digits = String.valueOf(file.getFileName()).replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 18 ? -1 : Long.parseLong(digits);
  }

  /**
   * A log is begun when all of the one before is flushed, or when that was recovered: its first
   * write then follows the last one recovered. Otherwise RocksDB would drop the later logs.
   */
  private static boolean hasGap(LogSequence log, List<LogSequence> laterOnes) {
    return laterOnes.stream()
        .filter(later -> !later.isEmpty())
        .findFirst()
        .filter(log::hasGapBefore)
        .isPresent();
  }

  private static LogFile.Findings read(Path log, LogFile.Records records) throws IOException {
    try {
      return LogFile.read(log, records);
    } catch (IOException e) {
      throw new IOException(log + " cannot be read: " + StoreFolder.reason(e), e);
    }
  }

  private static void requireUndamaged(Path log, OptionalLong damage) {
    if (damage.isPresent()) {
      throw new MetadataStoreException(
          "%s is damaged at byte %d, and metadata would be lost: it is left as it is"
              .formatted(log, damage.getAsLong()));
    }
  }

  /** The write-ahead logs, the oldest first. */
  private List<Path> logs() throws IOException {
    List<Path> logs = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(database, "*.log")) {
      files.forEach(logs::add);
    }
    // numbers have six digits, and more from a million on
    logs.sort(
        Comparator.<Path>comparingInt(log -> log.toString().length())
            .thenComparing(Comparator.naturalOrder()));
    return logs;
  }
}
