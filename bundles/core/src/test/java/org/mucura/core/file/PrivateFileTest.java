package org.mucura.core.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PrivateFileTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void nobodyElseMayRead() throws Exception {
    Path file = folder.getRoot().toPath().resolve("keys/one.env");

    PrivateFile.write(file, "secret\n");

    assertThat(file).hasContent("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  public void whatWasThereIsReplacedAndNothingIsLeftBeside() throws Exception {
    Path file = folder.getRoot().toPath().resolve("one.env");
    Files.writeString(file, "open to all\n");
    Files.writeString(folder.getRoot().toPath().resolve(".one.env.new"), "left by a crash");

    PrivateFile.write(file, "secret\n");

    assertThat(file).hasContent("secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(folder.getRoot().toPath())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  public void whatIsCreatedReplacesNothing() throws Exception {
    Path file = folder.getRoot().toPath().resolve("one.env");
    PrivateFile.create(file, new byte[] {'a'});

    assertThatThrownBy(() -> PrivateFile.create(file, new byte[] {'b'}))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("a");
    PrivateFile.requirePrivate(file);
  }

  @Test
  public void whatOthersMayReadIsRefused() throws Exception {
    Path file = folder.getRoot().toPath().resolve("one.env");
    PrivateFile.write(file, "secret\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));

    assertThatThrownBy(() -> PrivateFile.requirePrivate(file)).hasMessageContaining("chmod 600");
  }
}
