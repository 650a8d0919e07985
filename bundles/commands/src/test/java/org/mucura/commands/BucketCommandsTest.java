package org.mucura.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.commands.file.MemoryGateway;
import org.mucura.core.account.Account;
import org.mucura.core.account.State;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.upload.Upload;

public class BucketCommandsTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryGateway memory = new MemoryGateway();
  private Shell shell;
  private Account marie;

  @Before
  public void open() throws Exception {
    shell = Shell.of(memory, folder.getRoot().toPath(), "");
    shell.say("mucura:account-create marie");
    marie = memory.accounts().byName("marie").orElseThrow();
  }

  @After
  public void close() {
    shell.close();
    memory.close();
  }

  @Test
  public void aBucketIsMadeListedShownAndDeleted() throws Exception {
    assertThat(shell.say("mucura:bucket-list")).contains("There are no buckets");

    assertThat(shell.say("mucura:bucket-create photos marie"))
        .contains("made the bucket photos of the account marie");

    memory.put("photos", "a", "four");
    assertThat(shell.say("mucura:bucket-list"))
        .containsPattern("photos\\W+marie\\W+\\d{4}-\\S+\\W+1\\W+4\\W");
    assertThat(shell.say("mucura:bucket-show photos"))
        .containsPattern("owner: +marie")
        .containsPattern("region: +us-east-1")
        .containsPattern("bytes: +4");
    assertThatThrownBy(() -> shell.say("mucura:bucket-delete photos"))
        .hasMessageContaining("photos is not empty (1 objects, 4 bytes)")
        .hasMessageContaining("mucura:bucket-chown photos ACCOUNT");

    shell.say("mucura:bucket-create empty marie");
    assertThat(shell.say("mucura:bucket-delete empty")).contains("empty is deleted");
    assertThat(memory.buckets().find("empty")).isEmpty();
  }

  @Test
  public void programsGetOneDocument() throws Exception {
    shell.say("mucura:bucket-create photos marie");
    Bucket photos = memory.buckets().get("photos");
    String listed =
        "\"name\":\"photos\",\"owner\":\"marie\",\"ownerId\":\"%s\",\"created\":\"%s\",\"region\":\"us-east-1\""
            .formatted(marie.id(), photos.created());

    assertThat(shell.say("mucura:bucket-list --json"))
        .isEqualTo("{\"buckets\":[{" + listed + ",\"objects\":0,\"bytes\":0}]}\n");
    assertThat(shell.say("mucura:bucket-list --json marie"))
        .isEqualTo(shell.say("mucura:bucket-list --json"));
    assertThat(shell.say("mucura:bucket-show --json photos"))
        .startsWith("{" + listed)
        .endsWith("\"masterKey\":\"" + photos.key().master() + "\"}\n");
    assertThat(shell.say("mucura:account-show --json marie"))
        .startsWith(
            "{\"name\":\"marie\",\"id\":\"%s\",\"canonicalId\":\"%s\",\"state\":\"active\",\"created\":\"%s\""
                .formatted(marie.id(), marie.canonicalId(), marie.created()))
        .contains("\"objects\":0,\"bytes\":0,\"keys\":[],\"buckets\":[{" + listed);
    assertThat(shell.say("mucura:key-create --json marie"))
        .matches("\\{\"id\":\"MU\\w{18}\",\"secret\":\"\\w{40}\",\"account\":\"marie\"}\n");
    assertThat(shell.say("mucura:key-list --json marie"))
        .matches("\\{\"keys\":\\[\\{\"id\":\"MU\\w{18}\",\"state\":\"active\",.*}]}\n");
    assertThat(shell.say("mucura:stores --json"))
        .contains("{\"kind\":\"metadata\",\"name\":\"default\"");
    assertThat(shell.say("mucura:scrub-status --json"))
        .isEqualTo(
            "{\"underWay\":null,\"requested\":false,\"last\":null,\"more\":false,\"findings\":[]}\n");
  }

  @Test
  public void aNameThatIsTakenSaysWhoseItIs() throws Exception {
    shell.say("mucura:bucket-create photos marie");
    shell.say("mucura:account-create pierre");

    assertThatThrownBy(() -> shell.say("mucura:bucket-create photos pierre"))
        .hasMessage("there is a bucket of the name photos already; it belongs to marie");
    assertThatThrownBy(() -> shell.say("mucura:bucket-create No pierre"))
        .hasMessageContaining("no bucket can be named No");
    assertThatThrownBy(() -> shell.say("mucura:bucket-show none"))
        .hasMessage("no bucket is named none; mucura:bucket-list shows those there are");
  }

  @Test
  public void aBucketIsGivenAway() throws Exception {
    shell.say("mucura:bucket-create photos marie");
    shell.say("mucura:account-create pierre");

    assertThat(shell.say("mucura:bucket-chown photos pierre")).contains("belongs to");

    assertThat(shell.say("mucura:bucket-list marie")).contains("There are no buckets");
    assertThat(shell.say("mucura:bucket-list pierre")).contains("photos");
  }

  @Test
  public void anAccountWithBucketsIsDeletedOnlyWithAnHeir() throws Exception {
    shell.say("mucura:bucket-create photos marie");
    shell.say("mucura:account-create pierre");
    Path file =
        Path.of(
            shell
                .say("mucura:account-create --key-file paul")
                .lines()
                .filter(line -> line.startsWith("its key is in "))
                .map(line -> line.substring("its key is in ".length()))
                .findFirst()
                .orElseThrow());

    assertThatThrownBy(() -> shell.say("mucura:account-delete marie"))
        .hasMessageContaining("has a bucket, photos")
        .hasMessageContaining("--hand-over-to");
    assertThatThrownBy(() -> shell.say("mucura:account-delete --hand-over-to marie marie"))
        .hasMessageContaining("to itself");
    assertThat(memory.accounts().byName("marie")).contains(marie);

    assertThat(shell.say("mucura:account-delete --hand-over-to pierre marie"))
        .contains("the account marie (" + marie.id() + ") is deleted, and pierre has 1 bucket");
    assertThat(shell.say("mucura:bucket-list pierre")).contains("photos");
    assertThat(shell.say("mucura:account-delete paul")).contains("is deleted\n");
    assertThat(Files.readString(file)).doesNotContain("SECRET");
    assertThatThrownBy(() -> shell.say("mucura:account-delete paul"))
        .hasMessageContaining("no account is named paul");
  }

  @Test
  public void aDeletionThatWasInterruptedIsShownAndGoneOnWith() throws Exception {
    memory.accounts().beginDeletion(marie.id());
    assertThat(shell.say("mucura:account-list")).containsPattern("marie\\W+\\d+\\W+DELETING");
    assertThatThrownBy(() -> shell.say("mucura:key-create marie"))
        .hasMessageContaining("is being deleted");

    shell.say("mucura:account-resume marie");
    assertThat(memory.accounts().byName("marie").orElseThrow().state()).isEqualTo(State.ACTIVE);
    memory.accounts().beginDeletion(marie.id());
    assertThat(shell.say("mucura:account-delete marie")).contains("is deleted");
  }

  @Test
  public void unfinishedUploadsAreListed() throws Exception {
    assertThat(shell.say("mucura:uploads")).contains("There are no unfinished uploads");
    shell.say("mucura:bucket-create photos marie");
    shell.say("mucura:bucket-create plots marie");
    Upload first = memory.begin("photos", "big");
    Upload second = memory.begin("plots", "ü");

    assertThat(shell.say("mucura:uploads"))
        .containsPattern("photos\\W+big\\W+" + first.id() + "\\W+marie\\W+0 s")
        .contains(second.id());
    assertThat(shell.say("mucura:uploads photos")).contains("big").doesNotContain("plots");
    assertThat(shell.say("mucura:uploads --json plots"))
        .matches(
            ("\\{\"uploads\":\\[\\{\"bucket\":\"plots\",\"key\":\"\\\\u00fc\",\"uploadId\":\"%s\","
                    + "\"initiator\":\"marie\",\"initiated\":\"%s\",\"ageSeconds\":\\d+}]}\n")
                .formatted(second.id(), second.initiated()));
  }

  @Test
  public void morePagesOfUploadsThanOneAreListed() throws Exception {
    shell.say("mucura:bucket-create photos marie");
    for (int i = 0; i < 1_001; i++) {
      memory.begin("photos", "key-" + i);
    }

    assertThat(shell.say("mucura:uploads --json").split("\"uploadId\"", -1)).hasSize(1_002);
  }

  @Test
  public void anAccountIsMadeWithItsHomeBucket() throws Exception {
    shell.close();
    shell = Shell.of(memory, folder.getRoot().toPath(), "home-{account}");
    assertThat(shell.say("mucura:account-create Pierre"))
        .contains("its home bucket is home-pierre");
    Account pierre = memory.accounts().byName("Pierre").orElseThrow();
    assertThat(memory.buckets().get("home-pierre").owner()).isEqualTo(pierre.id());

    assertThatThrownBy(() -> shell.say("mucura:account-create pierre"))
        .hasMessageContaining("home-pierre is taken; nothing was made");
    assertThat(memory.accounts().byName("pierre")).isEmpty();

    shell.say("mucura:account-create --no-home-bucket pierre");
    shell.say("mucura:account-create --home-bucket irenes irene");
    assertThat(shell.say("mucura:bucket-list pierre")).contains("There are no buckets");
    assertThat(shell.say("mucura:bucket-list irene")).contains("irenes");
  }
}
