package org.mucura.commands.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.commands.file.KeyFiles;
import org.mucura.commands.file.MemoryAccounts;

public class FirstAccountTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryAccounts memory = new MemoryAccounts();
  private KeyFiles files;

  @Before
  public void files() {
    files = new KeyFiles(folder.getRoot().toPath());
  }

  private void start(String name) throws IOException {
    new FirstAccount(name, memory.accounts(), files);
  }

  @Test
  public void theFirstStartMakesAnAccountWithItsKey() throws Exception {
    start("researcher");

    assertThat(files.of("researcher"))
        .content()
        .contains("AWS_ACCESS_KEY_ID=" + memory.keysOf("researcher").get(0).id());
  }

  @Test
  public void laterStartsMakeNothing() throws Exception {
    start("researcher");
    String key = Files.readString(files.of("researcher"));
    start("researcher");
    assertThat(files.of("researcher")).hasContent(key);

    Files.delete(files.of("researcher"));
    start("researcher");
    assertThat(files.of("researcher")).doesNotExist();
    assertThat(memory.keysOf("researcher")).hasSize(1);
  }

  @Test
  public void aStartThatEndedBeforeTheKeyIsMadeUpFor() throws Exception {
    memory.accounts().create("researcher");

    start("researcher");

    assertThat(files.of("researcher")).exists();
    assertThat(memory.keysOf("researcher")).hasSize(1);
  }

  @Test
  public void noNameMakesNoAccount() throws Exception {
    start("");

    assertThat(memory.accounts().list("", 1)).isEmpty();
  }

  @Test
  public void aMissingStoreIsNamed() {
    memory.lose();

    assertThatThrownBy(() -> start("researcher"))
        .hasMessageContaining("researcher")
        .hasMessageContaining("org.mucura.core.cfg");
  }
}
