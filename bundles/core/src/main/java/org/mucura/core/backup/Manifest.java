package org.mucura.core.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.mucura.core.store.LayoutRecord;

/**
 * What a run of a backup says of itself: lines of a name and a value, the last with the checksum of
 * those before it.
 *
 * @param run its number, from 1
 * @param parent the checksum of the manifest of the run before it; empty in a full one
 * @param layout of the metadata store
 * @param begun the moment of which it is
 * @param contents whether blobs are copied as well
 * @param keys whether it has the master keys, under a pass phrase
 * @param counts how much it is
 * @param files all others that the run has
 */
record Manifest(
    int run,
    OptionalInt parent,
    long layout,
    Instant begun,
    Instant ended,
    boolean contents,
    boolean keys,
    Counts counts,
    List<WrittenFile> files) {

  static final String FILE = "manifest";

  /** The format of a run. */
  static final int FORMAT = 1;

  private static final String FIRST = "mucura-backup-run";
  private static final String SUM = "crc32c";

  Manifest {
    files = List.copyOf(files);
  }

  /**
   * How much a run is.
   *
   * @param entries that the metadata store had
   * @param puts entries that are new or changed
   * @param removals entries that are gone
   * @param blobs that are in this run
   * @param bytes that they have together
   * @param lost contents that records name and the stores did not give
   */
  record Counts(long entries, long puts, long removals, long blobs, long bytes, long lost) {}

  private String body() {
    StringBuilder text = new StringBuilder();
    line(text, FIRST, FORMAT);
    line(text, "run", run);
    line(text, "parent", parent.isPresent() ? hex(parent.getAsInt()) : "none");
    line(text, "layout", layout);
    line(text, "begun", begun);
    line(text, "ended", ended);
    line(text, "contents", contents ? "yes" : "no");
    line(text, "keys", keys ? "yes" : "no");
    line(text, "entries", counts.entries());
    line(text, "puts", counts.puts());
    line(text, "removals", counts.removals());
    line(text, "blobs", counts.blobs());
    line(text, "bytes", counts.bytes());
    line(text, "lost", counts.lost());
    files.forEach(file -> line(text, "file", file));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append(name).append(' ').append(value).append('\n');
  }

  private static String hex(int value) {
    return HexFormat.of().toHexDigits(value);
  }

  /** By which its successor names it. */
  int checksum() {
    return Frames.crc32c(body().getBytes(UTF_8));
  }

  String text() {
    return body() + SUM + " " + hex(checksum()) + "\n";
  }

  /**
   * The manifest in a folder.
   *
   * @throws BackupException if it is damaged, or of a later release; the message names it
   */
  static Manifest read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    String text;
    try {
      text = new String(Files.readAllBytes(file), UTF_8);
    } catch (NoSuchFileException e) {
      throw new BackupException("the backup is damaged: " + file + " is missing", e);
    }
    List<String> lines = text.lines().toList();
    requireFormat(file, lines);
    try {
      Manifest found = parse(lines);
      if (!text.equals(found.text())) {
        throw new BackupException("the backup is damaged: " + file + " is not what was written");
      }
      found.requireLayout(file);
      return found;
    } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
      throw new BackupException("the backup is damaged: " + file + " is not to be understood", e);
    }
  }

  private static void requireFormat(Path file, List<String> lines) throws BackupException {
    String first = lines.isEmpty() ? "" : lines.get(0);
    String known = FIRST + " " + FORMAT;
    if (!first.equals(known)) {
      throw new BackupException(
          first.matches(FIRST + " [0-9]{1,9}")
              ? file
                  + " has the format "
                  + first.substring(FIRST.length() + 1)
                  + ", this release knows format "
                  + FORMAT
                  + ": use the release that wrote it, or a later one"
              : "the backup is damaged: " + file + " does not begin with \"" + known + "\"");
    }
  }

  private void requireLayout(Path file) throws BackupException {
    if (layout != LayoutRecord.LAYOUT) {
      throw new BackupException(
          file
              + " is of metadata of layout "
              + layout
              + ", this release knows layout "
              + LayoutRecord.LAYOUT
              + ": use the release that wrote it, or a later one");
    }
  }

  private static Manifest parse(List<String> lines) {
    Map<String, String> values = new HashMap<>();
    List<WrittenFile> files = new ArrayList<>();
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("file")) {
        int sum = HexFormat.fromHexDigits(words[3]);
        files.add(new WrittenFile(fileName(words[1]), Long.parseLong(words[2]), sum));
      } else {
        values.put(words[0], words[1]);
      }
    }
    String parent = value(values, "parent");
    return new Manifest(
        Integer.parseInt(value(values, "run")),
        parent.equals("none")
            ? OptionalInt.empty()
            : OptionalInt.of(HexFormat.fromHexDigits(parent)),
        number(values, "layout"),
        Instant.parse(value(values, "begun")),
        Instant.parse(value(values, "ended")),
        value(values, "contents").equals("yes"),
        value(values, "keys").equals("yes"),
        new Counts(
            number(values, "entries"),
            number(values, "puts"),
            number(values, "removals"),
            number(values, "blobs"),
            number(values, "bytes"),
            number(values, "lost")),
        files);
  }

  /** Nothing outside of the run's folder. */
  private static String fileName(String name) {
    if (!name.matches("[a-z0-9][a-z0-9.-]*")) {
      throw new IllegalArgumentException("a file named " + name);
    }
    return name;
  }

  private static long number(Map<String, String> values, String name) {
    return Long.parseLong(value(values, name));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no line " + name);
    }
    return value;
  }
}
