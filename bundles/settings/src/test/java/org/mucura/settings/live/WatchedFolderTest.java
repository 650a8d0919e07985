package org.mucura.settings.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.settings.file.SettingsName;
import org.mucura.settings.file.SettingsText;

public class WatchedFolderTest {

  private static final SettingsName CORE = new SettingsName("org.mucura.core", "");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path file;
  private WatchedFolder watched;

  @Before
  public void begin() throws IOException {
    file = folder.getRoot().toPath().resolve("org.mucura.core.cfg");
    Files.writeString(file, "a = 1\n");
    Files.writeString(folder.getRoot().toPath().resolve("org.apache.karaf.shell.cfg"), "a = 1\n");
    watched =
        new WatchedFolder(folder.getRoot().toPath(), new SettingsText(name -> null, name -> null));
  }

  @Test
  public void theFirstLookTakesWhatIsThere() throws IOException {
    assertThat(watched.look(true)).contains(Map.of(CORE, settings("1")));
    assertThat(watched.look(false)).isEmpty();
  }

  @Test
  public void aChangeIsTakenOnceItIsQuiet() throws IOException {
    watched.look(true);
    Files.writeString(file, "a = 22\n");
    assertThat(watched.look(false)).as("may still be written").isEmpty();
    Files.writeString(file, "a = 333\n");
    assertThat(watched.look(false)).as("was").isEmpty();
    assertThat(watched.look(false)).contains(Map.of(CORE, settings("333")));
    assertThat(watched.look(false)).isEmpty();
  }

  @Test
  public void aFileThatHasGoneIsLeftOut() throws IOException {
    watched.look(true);
    Files.delete(file);
    assertThat(watched.look(false)).as("may be written anew").isEmpty();
    assertThat(watched.look(false)).contains(Map.of());
  }

  @Test
  public void aFileThatIsWrittenAnewIsNotTakenForGone() throws IOException {
    watched.look(true);
    Files.delete(file);
    assertThat(watched.look(false)).isEmpty();
    Files.writeString(file, "a = 4444\n");
    assertThat(watched.look(false)).isEmpty();
    assertThat(watched.look(false)).contains(Map.of(CORE, settings("4444")));
  }

  @Test
  public void twoFilesForTheSameSettingsAreRefusedUntilOneHasGone() throws IOException {
    SettingsName name = new SettingsName("org.mucura.blobs.filesystem", "main");
    Path one = folder.getRoot().toPath().resolve("org.mucura.blobs.filesystem-main.cfg");
    Path other = folder.getRoot().toPath().resolve("org.mucura.blobs.filesystem~main.cfg");
    Files.writeString(one, "a = 1\n");
    Files.writeString(other, "a = 2\n");
    assertThat(watched.look(true).orElseThrow())
        .containsEntry(name, WrittenSettings.twice(one, other));
    Files.delete(other);
    watched.look(false);
    assertThat(watched.look(false).orElseThrow()).containsEntry(name, settings("1"));
  }

  @Test
  public void aFileThatCannotBeReadSaysWhy() throws IOException {
    Files.write(file, new byte[] {'a', '=', (byte) 0xff});
    assertThat(watched.look(true))
        .contains(Map.of(CORE, new WrittenSettings(Map.of(), "it is not in UTF-8")));
  }

  private static WrittenSettings settings(String value) {
    return new WrittenSettings(Map.of("a", value), "");
  }
}
