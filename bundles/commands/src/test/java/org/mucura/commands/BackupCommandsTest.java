package org.mucura.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.commands.file.MemoryGateway;
import org.mucura.core.backup.Backup;
import org.mucura.core.format.RecordStore;
import org.mucura.core.fsck.Fsck;
import org.mucura.core.reclaim.Ground;
import org.mucura.core.usage.Scope;
import org.mucura.core.usage.Usage;
import org.mucura.core.usage.UsageCounters;
import org.mucura.core.usage.UsageTotal;

public class BackupCommandsTest {

  @Rule public final TemporaryFolder temporary = new TemporaryFolder();

  private final MemoryGateway memory = new MemoryGateway();
  private Shell shell;
  private Path folder;
  private Path passPhrase;

  @Before
  public void open() throws IOException {
    folder = temporary.getRoot().toPath().resolve("backup");
    passPhrase = temporary.getRoot().toPath().resolve("pass-phrase");
    Files.writeString(passPhrase, "a long pass phrase\n");
    RecordStore records = new RecordStore(memory.stores().metadata());
    Fsck fsck =
        new Fsck(
            Ground.of(memory.stores(), InstantSource.system(), List.of()),
            new Usage(records),
            new Fsck.Times(InstantSource.system(), () -> Duration.ofDays(7), Duration.ofMillis(1)));
    shell = new Shell(Shell.MORE_COMMANDS, new Backup(memory.stores(), memory.masterKeys()), fsck);
    memory.accounts().createKey(memory.accounts().create("marie").id());
  }

  @After
  public void close() {
    shell.close();
  }

  private String backup(String options) throws Exception {
    return shell.say("mucura:backup " + options + " " + folder);
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
    assertThat(shell.say("mucura:restore --run 1 " + folder))
        .contains("--restore " + folder + " --run 1 ")
        .doesNotContain("run 2");

    Path metadata = folder.resolve("run-000001").resolve("metadata");
    Files.write(metadata, new byte[] {0}, StandardOpenOption.APPEND);
    assertThatThrownBy(() -> shell.say("mucura:restore " + folder))
        .hasMessageContaining(metadata.toString());
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
  public void whatDoesNotAgreeIsTold() throws Exception {
    assertThat(shell.say("mucura:fsck")).contains("0 findings, 0 of them not repaired");
    new UsageCounters(new RecordStore(memory.stores().metadata()))
        .correct(Scope.account("123456789012"), new UsageTotal(7, 1));

    assertThat(shell.say("mucura:fsck"))
        .containsPattern("usage\\W.*account 123456789012\\W.*holds 0 bytes")
        .contains("1 findings, 1 of them not repaired");
    assertThat(shell.say("mucura:fsck --json")).contains("\"clean\":false").contains("\"left\":1");
    assertThat(shell.say("mucura:fsck --repair --json"))
        .contains("\"clean\":true")
        .contains("\"mended\":{\"usage\":1}");
    assertThat(shell.say("mucura:fsck")).contains("0 findings");
  }
}
