package org.mucura.core.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of text whose first line is a password, without the white space around it. Keystores are
 * written and opened with what this reads, so that one opens with the file that it was written
 * with.
 */
public final class PasswordFile {

  private PasswordFile() {}

  /** The password, empty if there is none. */
  public static String read(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
      String line = reader.readLine();
      return line == null ? "" : line.strip();
    }
  }
}
