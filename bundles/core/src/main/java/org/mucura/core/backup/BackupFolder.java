package org.mucura.core.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mucura.core.file.PrivateFile;
import org.mucura.spi.Bytes;

/**
 * A folder with the backup of one installation: a run after the other, each in a folder of its own
 * that has its name only once it is whole.
 */
final class BackupFolder {

  /** Says what the folder is. */
  static final String MARK = "mucura-backup";

  private static final String FORMAT = "mucura-backup 1";
  private static final String LOCK = "lock";
  private static final String UNFINISHED = ".unfinished";
  private static final Pattern RUN = Pattern.compile("run-([0-9]{6})");

  private final Path path;
  private final String installation;

  private BackupFolder(Path path, String installation) {
    this.path = path;
    this.installation = installation;
  }

  /**
   * The backup in {@code path}.
   *
   * @throws BackupException if there is none, or one of a later release
   */
  static BackupFolder open(Path path) throws IOException {
    Path mark = path.resolve(MARK);
    List<String> lines;
    try {
      lines = new String(Files.readAllBytes(mark), UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      throw new BackupException(path + " has no backup: there is no file " + mark, e);
    }
    if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
      throw new BackupException(
          mark + " is damaged, or of a later release: this one knows \"" + FORMAT + "\"");
    }
    if (lines.size() != 2 || !lines.get(1).matches("installation [0-9a-f]{32}")) {
      throw new BackupException("the backup is damaged: " + mark + " is not to be understood");
    }
    return new BackupFolder(path, lines.get(1).substring("installation ".length()));
  }

  /**
   * The same, made for an installation where nothing is yet.
   *
   * @throws BackupException if the folder has something else, or the backup of another installation
   */
  static BackupFolder openOrCreate(Path path, Bytes installation) throws IOException {
    if (!Files.exists(path.resolve(MARK))) {
      create(path, installation);
    }
    BackupFolder folder = open(path);
    if (!folder.installation.equals(installation.toString())) {
      throw new BackupException(
          path
              + " has the backup of another installation ("
              + folder.installation
              + ", this one is "
              + installation
              + "); name another folder");
    }
    return folder;
  }

  private static void create(Path path, Bytes installation) throws IOException {
    Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (Stream<Path> found = Files.list(path)) {
      if (found.anyMatch(file -> !String.valueOf(file.getFileName()).startsWith("."))) {
        throw new BackupException(path + " is not empty and has no backup; name another folder");
      }
    }
    String text = FORMAT + "\ninstallation " + installation + "\n";
    PrivateFile.write(path.resolve(MARK), text);
    Path above = path.toAbsolutePath().getParent();
    if (above != null) {
      PrivateFile.force(above);
    }
  }

  Path path() {
    return path;
  }

  /** Whose backup it is, in hexadecimal digits. */
  String installation() {
    return installation;
  }

  /**
   * Keeps others from making a run until it is closed.
   *
   * @throws BackupException if somebody makes one
   */
  @SuppressWarnings("resource") // the lock lives with its channel
  Closeable lock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            path.resolve(LOCK),
            Set.of(CREATE, WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // by this process
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    if (!locked) {
      throw new BackupException("another backup is being made into " + path);
    }
    return channel;
  }

  /** The numbers of the runs that ended, in order. */
  List<Integer> runs() throws IOException {
    try (Stream<Path> found = Files.list(path)) {
      return found
          .map(file -> RUN.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .map(run -> Integer.valueOf(run.group(1)))
          .sorted()
          .toList();
    }
  }

  /**
   * The runs that together are the state of a run, the full one first; none if there is no run.
   *
   * @param last the number of the run; empty: the last one
   * @throws BackupException if one of them is missing or damaged, as far as manifests and lengths
   *     tell
   */
  List<BackupRun> chain(OptionalInt last) throws IOException {
    List<Integer> numbers = runs();
    if (numbers.isEmpty() && last.isEmpty()) {
      return List.of();
    }
    int number = last.isPresent() ? last.getAsInt() : numbers.get(numbers.size() - 1);
    List<BackupRun> chain = new ArrayList<>();
    boolean whole = false;
    while (!whole) {
      if (!numbers.contains(number)) {
        throw new BackupException(
            path
                + " has no run "
                + number
                + (chain.isEmpty() ? "" : ", which run " + (number + 1) + " begins with"));
      }
      BackupRun run = new BackupRun(folder(number), Manifest.read(folder(number)));
      requireParent(run, chain);
      run.requireLengths();
      chain.add(0, run);
      whole = run.manifest().parent().isEmpty();
      number--;
    }
    return chain;
  }

  private static void requireParent(BackupRun run, List<BackupRun> later) throws BackupException {
    if (!later.isEmpty()
        && later.get(0).manifest().parent().orElse(0) != run.manifest().checksum()) {
      throw new BackupException(
          "the backup is damaged: "
              + run.folder()
              + " is not the run that "
              + later.get(0).folder()
              + " goes on from");
    }
  }

  private Path folder(int run) {
    return path.resolve("run-%06d".formatted(run));
  }

  /** A new folder for the run of this number, which does not count before {@link #finish}. */
  Path begin(int run) throws IOException {
    removeUnfinished();
    Path folder = path.resolve(folder(run).getFileName() + UNFINISHED);
    return Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** The run counts from now on, and after a power cut. All its other files are durable already. */
  void finish(Path unfinished, Manifest manifest) throws IOException {
    PrivateFile.write(unfinished.resolve(Manifest.FILE), manifest.text());
    PrivateFile.force(unfinished);
    Path folder = folder(manifest.run());
    Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    PrivateFile.force(path);
  }

  /** Removes what runs left that did not end. */
  private void removeUnfinished() throws IOException {
    List<Path> left;
    try (Stream<Path> found = Files.list(path)) {
      left = found.filter(file -> String.valueOf(file.getFileName()).endsWith(UNFINISHED)).toList();
    }
    for (Path folder : left) {
      Files.walkFileTree(folder, new Removal());
    }
  }
}
