package org.mucura.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.commands.file.MemoryGateway;
import org.mucura.core.format.RecordStore;
import org.mucura.core.usage.Scope;
import org.mucura.core.usage.UsageCounters;
import org.mucura.core.usage.UsageTotal;

public class CheckStoresTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryGateway memory = new MemoryGateway();
  private Shell shell;

  @Before
  public void open() throws Exception {
    shell = Shell.of(memory, folder.getRoot().toPath(), "");
    shell.say("mucura:account-create marie");
    shell.say("mucura:bucket-create photos marie");
  }

  @After
  public void close() {
    shell.close();
    memory.close();
  }

  @Test
  public void whatDoesNotAgreeIsTold() throws Exception {
    assertThat(shell.say("mucura:fsck"))
        .containsPattern("findings: +0, 0 of them not repaired")
        .contains("Metadata and contents agree");
    new UsageCounters(new RecordStore(memory.stores().metadata()))
        .correct(Scope.account("123456789012"), new UsageTotal(7, 1));

    assertThat(shell.sayOfWrong("mucura:fsck"))
        .containsPattern("usage\\W.*account 123456789012\\W.*holds 0 bytes.*no")
        .containsPattern("findings: +1, 1 of them not repaired");
    assertThat(shell.sayOfWrong("mucura:fsck --json"))
        .contains("\"clean\":false")
        .contains("\"left\":1");
    assertThat(shell.say("mucura:fsck --repair --json"))
        .contains("\"clean\":true")
        .contains("\"mended\":{\"usage\":1}");
    assertThat(shell.say("mucura:fsck")).containsPattern("findings: +0,");
  }

  /** As docs/admin.md has it. */
  @Test
  public void programsGetOneDocument() throws Exception {
    memory.put("photos", "a \"key\"\n\u00fc", "four");
    memory.loseContents();

    assertThat(
            shell
                .sayOfWrong("mucura:fsck --json")
                .replaceAll("\"(begun|ended|place|reason)\":\"[^\"]+\"", "'$1':TEXT")
                .replaceAll("\"([A-Za-z])\":[0-9]+", "'$1':COUNT")
                .replace('"', '\''))
        .matches(
            Pattern.quote(
                    "{'format':1,'begun':TEXT,'ended':TEXT,'repair':false,'clean':false,'records':{")
                + "('[A-Za-z]':COUNT,?)+"
                + Pattern.quote(
                    "},'contents':1,'bytes':4,'busyUsage':0,"
                        + "'found':{'missing-content':1},'mended':{},'left':1,'findingsNotListed':0,"
                        + "'findings':[{'kind':'missing-content',"
                        + "'object':'photos/a \\'key\\'\\u000a\\u00fc','store':'default',"
                        + "'place':TEXT,'reason':TEXT,'mended':false}]}\n"));
    assertThat(shell.sayOfWrong("mucura:fsck")).contains("missing-content", "a \"key\"\\u000aü");
  }

  @Test
  public void withoutItsMetadataNothingIsChecked() {
    memory.lose();

    assertThatThrownBy(() -> shell.say("mucura:fsck")).hasMessageContaining("mucura:stores shows");
  }
}
