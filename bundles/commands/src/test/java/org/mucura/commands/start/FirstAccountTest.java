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
import org.mucura.core.account.Accounts;

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

  /** The store has a key whose secret is nowhere. */
  @Test
  public void aStartThatEndedBeforeTheFileIsMadeUpFor() throws Exception {
    Accounts accounts = memory.accounts();
    String lost = accounts.createKey(accounts.create("researcher").id()).key().id();
    files.announce("researcher");

    start("researcher");

    String kept = Files.readString(files.of("researcher"));
    assertThat(kept).contains("AWS_SECRET_ACCESS_KEY=").doesNotContain(lost);
    start("researcher");
    assertThat(files.of("researcher")).hasContent(kept);
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
