package org.mucura.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.commands.file.MemoryGateway;

public class BackupCommandsTest {

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private final MemoryGateway memory = new MemoryGateway();
  private Shell shell;
  private Path folder;
  private Path passPhrase;

  @Before
  public void open() throws Exception {
    folder = temporary.getRoot().toPath().resolve("backup");
    passPhrase = temporary.getRoot().toPath().resolve("pass-phrase");
    Files.writeString(passPhrase, "a long pass phrase\n");
    shell = Shell.of(memory, temporary.getRoot().toPath(), "");
    shell.say("mucura:account-create marie");
    shell.say("mucura:key-create marie");
  }

  @After
  public void close() {
    shell.close();
    memory.close();
  }

  private String backup(String options) throws Exception {
    return shell.say("mucura:backup " + folder + " " + options);
  }

  @Test
  public void whatChangedIsBackedUpAndVerified() throws Exception {
    String withKeys = "--pass-phrase-file " + passPhrase;
    assertThat(backup(withKeys)).contains("run 1, full: ");
    memory.accounts().create("pierre");
    assertThat(backup(withKeys)).contains("run 2, incremental: 2 of ").doesNotContain("worthless");

    assertThat(shell.say("mucura:restore " + folder))
        .contains("run 1 of ", "run 2 of ", "The backup is whole")
        .contains("--restore " + folder + " --pass-phrase-file FILE --data NEW");
    assertThat(shell.say("mucura:restore " + folder + " --run 1"))
        .contains("--restore " + folder + " --run 1 ")
        .doesNotContain("run 2");

    Path metadata = folder.resolve("run-000001").resolve("metadata");
    Files.write(metadata, new byte[] {0}, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> shell.say("mucura:restore " + folder))
        .hasMessageContaining(metadata.toString());
    assertThatThrownBy(() -> shell.say("mucura:restore backup"))
        .hasMessage("name the folder by its whole path: backup");
    assertThatThrownBy(() -> shell.say("mucura:restore --run last " + folder))
        .hasMessageContaining("not last");
  }

  @Test
  public void programsGetOneDocument() throws Exception {
    shell.say("mucura:bucket-create photos marie");
    memory.put("photos", "a", "four");
    String run = "\\{\"run\":1,\"full\":true,\"entries\":\\d+,\"changed\":\\d+,\"contents\":1,";

    assertThat(backup("--json --without-keys"))
        .matches(
            run
                + "\"bytes\":\\d+,\"lost\":0,\"folder\":\""
                + folder
                + "\",\"masterKeys\":false}\n");
    assertThat(shell.say("mucura:restore --json " + folder))
        .matches(
            run
                + "\"bytes\":\\d+,\"lost\":0,\"folder\":\""
                + folder
                + "\",\"command\":\"./run .*\"}\n");
  }

  @Test
  public void keysAreLeftOutOnPurposeOnly() throws Exception {
    assertThatThrownBy(() -> backup("")).hasMessageContaining("--without-keys");
    assertThatThrownBy(() -> backup("--without-keys --pass-phrase-file " + passPhrase))
        .hasMessageContaining("either");
    Files.writeString(passPhrase, "short\n");
    assertThatThrownBy(() -> backup("--pass-phrase-file " + passPhrase))
        .hasMessageContaining("at least 12");
    assertThat(folder).doesNotExist();

    assertThat(backup("--without-keys")).contains("run 1, full").contains("worthless");
    assertThat(folder.resolve("run-000001").resolve("keys.p12")).doesNotExist();
  }

  @Test
  public void contentsThatAreLostAreMissedInABackup() throws Exception {
    shell.say("mucura:bucket-create photos marie");
    memory.put("photos", "a", "four");
    memory.loseContents();
    String backup = "mucura:backup --full --without-keys " + folder;

    assertThat(shell.sayOfWrong(backup)).contains("run 1, full: ", "1 contents could not be read");
    assertThat(shell.sayOfWrong(backup + " --json")).contains("{\"run\":2,", "\"lost\":1,");
  }
}
