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
import org.mucura.commands.file.MemoryGateway;
import org.mucura.commands.start.FirstAccount.Homes;
import org.mucura.core.account.Accounts;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.ownership.HomeBuckets;

public class FirstAccountTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryGateway memory = new MemoryGateway();
  private KeyFiles files;

  @Before
  public void files() {
    files = new KeyFiles(folder.getRoot().toPath());
  }

  private void start(String name) throws IOException {
    start(name, "");
  }

  private void start(String name, String home) throws IOException {
    new FirstAccount(
        name,
        memory.accounts(),
        files,
        new Homes(new HomeBuckets(home, memory.buckets()), "eu-west-1"));
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
  public void itGetsAHomeBucketIfTheSettingSaysSo() throws Exception {
    start("researcher", "home-{account}");

    Bucket home = memory.buckets().get("home-researcher");
    assertThat(home.owner()).isEqualTo(memory.accounts().byName("researcher").orElseThrow().id());
    assertThat(home.region()).isEqualTo("eu-west-1");
  }

  @Test
  public void aHomeBucketThatCannotBeMadeKeepsNoGatewayFromStarting() throws Exception {
    memory.buckets().create("000000000001", "researcher", "us-east-1");

    start("researcher", "{account}");

    assertThat(memory.keysOf("researcher")).hasSize(1);
  }

  @Test
  public void aFirstAccountThatWasDeletedIsNotMadeAgain() throws Exception {
    start("researcher");
    Accounts accounts = memory.accounts();
    accounts.beginDeletion(accounts.byName("researcher").orElseThrow().id());
    accounts.finishDeletion(accounts.byName("researcher").orElseThrow());
    files.end("researcher");

    start("researcher");

    assertThat(accounts.byName("researcher")).isEmpty();
    assertThat(files.of("researcher")).content().doesNotContain("SECRET");
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
