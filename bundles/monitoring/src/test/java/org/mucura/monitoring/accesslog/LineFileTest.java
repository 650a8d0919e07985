package org.mucura.monitoring.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Lines are kept in files of a bounded size and number. */
public class LineFileTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void aLargeFileIsPutAsideAndTheOldestGoes() throws IOException {
    Path file = file();
    try (LineFile lines = new LineFile(file, 10, 2)) {
      for (String text : new String[] {"aaaaaa\n", "bb\n", "cccccc\n", "dddddd\n", "e\n"}) {
        append(lines, text);
      }
    }
    assertThat(file).hasContent("dddddd\ne\n");
    assertThat(former(1)).hasContent("cccccc\n");
    assertThat(former(2)).hasContent("aaaaaa\nbb\n");
    try (LineFile lines = new LineFile(file, 10, 2)) {
      append(lines, "ffffff\n");
    }
    assertThat(file).hasContent("ffffff\n");
    assertThat(former(1)).hasContent("dddddd\ne\n");
    assertThat(former(2)).hasContent("cccccc\n");
    assertThat(former(3)).doesNotExist();
  }

  @Test
  public void withoutFormerFilesTheFileBeginsAnew() throws IOException {
    try (LineFile lines = new LineFile(file(), 3, 0)) {
      append(lines, "aa\n");
      append(lines, "bb\n");
    }
    assertThat(file()).hasContent("bb\n");
    assertThat(former(1)).doesNotExist();
  }

  @Test
  public void whoMovesTheFileAwayGetsANewOne() throws IOException {
    try (LineFile lines = new LineFile(file(), 100, 1)) {
      append(lines, "a\n");
      Files.move(file(), folder.getRoot().toPath().resolve("taken"));
      append(lines, "b\n");
    }
    assertThat(file()).hasContent("b\n");
  }

  @Test
  public void afterAFailureItIsTriedAnew() throws IOException {
    Files.createDirectory(file());
    try (LineFile lines = new LineFile(file(), 100, 1)) {
      assertThatThrownBy(() -> append(lines, "a\n")).isInstanceOf(IOException.class);
      Files.delete(file());
      append(lines, "b\n");
    }
    assertThat(file()).hasContent("b\n");
  }

  private Path file() {
    return folder.getRoot().toPath().resolve("access.log");
  }

  private Path former(int number) {
    return folder.getRoot().toPath().resolve("access.log." + number);
  }

  private static void append(LineFile lines, String text) throws IOException {
    lines.append(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
  }
}
