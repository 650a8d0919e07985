package org.mucura.http.tls;

import java.io.IOException;
import java.nio.file.Files;
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

  static FileStates of(List<Path> files) throws IOException {
    List<State> states = new ArrayList<>();
    for (Path path : files) {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      states.add(new State(file.lastModifiedTime(), file.size(), file.fileKey()));
    }
    return new FileStates(states);
  }
}
