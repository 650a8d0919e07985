package org.mucura.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What tells whether files have changed. Unequal states: they have. */
record FileStates(List<State> states) {

  /**
   * One file's state.
   *
   * @param identity tells a file that was moved into place with an old date, where the system can
   */
  record State(FileTime modified, long size, @Nullable Object identity) {}

  private static final State ABSENT = new State(FileTime.fromMillis(0), -1, null);

  static FileStates of(List<Path> files) throws IOException {
    List<State> states = new ArrayList<>();
    for (Path path : files) {
      states.add(state(path));
    }
    return new FileStates(states);
  }

  private static State state(Path path) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return new State(file.lastModifiedTime(), file.size(), file.fileKey());
    } catch (NoSuchFileException e) {
      return ABSENT;
    }
  }
}
