package org.mucura.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.commands.file.MemoryGateway;
import org.mucura.core.account.Accounts;
import org.mucura.core.account.State;
import org.mucura.core.lease.Rank;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ScrubbableBlobStore;

public class CommandsTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryGateway memory = new MemoryGateway();
  private final Accounts accounts = memory.accounts();
  private Shell shell;

  @Before
  public void open() {
    shell = Shell.of(memory, folder.getRoot().toPath(), "");
  }

  @After
  public void close() {
    shell.close();
    memory.close();
  }

  @Test
  public void anAccountIsMadeAndListed() throws Exception {
    assertThat(shell.say("mucura:account-list")).contains("There are no accounts");

    assertThat(shell.say("mucura:account-create marie")).contains("made the account marie");

    assertThat(shell.say("mucura:account-list")).containsPattern("marie\\W+\\d{12}\\W+ACTIVE");
    assertThat(memory.keysOf("marie")).isEmpty();
  }

  @Test
  public void anAccountIsMadeWithAKeyInAFileOfItsOwners() throws Exception {
    String said = shell.say("mucura:account-create --key-file marie");

    Path file = folder.getRoot().toPath().resolve("marie.env");
    assertThat(said).contains(file.toString()).doesNotContain("SECRET");
    assertThat(Files.readAllLines(file))
        .contains("AWS_ACCESS_KEY_ID=" + memory.keysOf("marie").get(0).id())
        .anyMatch(line -> line.matches("AWS_SECRET_ACCESS_KEY=\\S{40}"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  public void theMasterKeyIsRotatedAndExported() throws Exception {
    Path root = folder.getRoot().toPath();
    Path passPhrase = root.resolve("pass-phrase");
    Files.writeString(passPhrase, "a long pass phrase\n");
    shell.say("mucura:account-create --key-file marie");
    String export = "mucura:key-export --pass-phrase-file " + passPhrase + " ";

    assertThat(shell.say("mucura:key-rotate"))
        .contains("the master key is " + memory.masterKeys().current().id())
        .contains("1 buckets and access keys are under it");
    assertThat(shell.say(export + root.resolve("keys.p12"))).contains("the master keys are in ");
    assertThatThrownBy(() -> shell.say(export + root.resolve("keys.p12")))
        .hasMessageContaining("is there already");
    assertThatThrownBy(() -> shell.say(export + "keys.p12")).hasMessageContaining("whole path");
    Files.writeString(passPhrase, "  a long pass phrase \nof which this is no part\n");
    assertThat(shell.say(export + root.resolve("other.p12"))).contains("the master keys are in ");
    KeyStore.getInstance(root.resolve("other.p12").toFile(), "a long pass phrase".toCharArray());
    Files.writeString(passPhrase, "short\n");
    assertThatThrownBy(() -> shell.say(export + root.resolve("more.p12")))
        .hasMessageContaining("at least 12 characters");
    assertThat(root.resolve("more.p12")).doesNotExist();
  }

  @Test
  public void aNameThatIsTakenSaysHowToGoOn() throws Exception {
    shell.say("mucura:account-create marie");

    assertThatThrownBy(() -> shell.say("mucura:account-create marie"))
        .hasMessageContaining("there is an account of the name marie already")
        .hasMessageContaining("mucura:key-create marie");
  }

  @Test
  public void aNameOfAnotherFormIsRefused() {
    assertThatThrownBy(() -> shell.say("mucura:account-create 'a b'"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(accounts.list("", 1)).isEmpty();
  }

  @Test
  public void anAccountIsSuspendedAndResumed() throws Exception {
    shell.say("mucura:account-create marie");

    assertThat(shell.say("mucura:account-suspend marie")).contains("marie is suspended");
    assertThat(accounts.byName("marie").orElseThrow().state()).isEqualTo(State.SUSPENDED);
    assertThat(shell.say("mucura:account-list")).contains("SUSPENDED");

    assertThat(shell.say("mucura:account-resume marie")).contains("marie is active");
    assertThat(accounts.byName("marie").orElseThrow().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  public void aKeyIsMadeSuspendedResumedAndRevoked() throws Exception {
    shell.say("mucura:account-create marie");
    String said = shell.say("mucura:key-create marie");
    String key = memory.keysOf("marie").get(0).id();
    assertThat(said).contains("access key " + key).containsPattern("secret +\\S{40}\\s");

    assertThat(shell.say("mucura:key-suspend " + key)).contains(key + " is suspended");
    assertThat(shell.say("mucura:key-list marie")).containsPattern(key + "\\W+SUSPENDED");
    assertThat(shell.say("mucura:key-resume " + key)).contains(key + " is active");
    assertThat(shell.say("mucura:key-list marie")).containsPattern(key + "\\W+ACTIVE");
    assertThat(shell.say("mucura:key-revoke " + key)).contains(key + " is revoked");
    assertThat(shell.say("mucura:key-list marie")).contains("The account has no access keys");
  }

  @Test
  public void whatIsNotThereIsSaidAndWhereToLook() {
    for (String command : List.of("account-suspend", "account-resume", "key-create", "key-list")) {
      assertThatThrownBy(() -> shell.say("mucura:" + command + " nobody"))
          .as(command)
          .hasMessage("no account is named nobody; mucura:account-list shows those there are");
    }
    for (String command : List.of("key-suspend", "key-resume", "key-revoke")) {
      assertThatThrownBy(() -> shell.say("mucura:" + command + " NONE"))
          .as(command)
          .hasMessage("there is no access key NONE; mucura:key-list shows those of an account");
    }
  }

  @Test
  public void aMissingStoreIsNamedRatherThanS3sAnswer() {
    memory.lose();

    assertThatThrownBy(() -> shell.say("mucura:account-list"))
        .hasMessageContaining("the metadata store does not answer")
        .hasMessageContaining("mucura:stores");
  }

  @Test
  public void theStoresAreListed() throws Exception {
    memory.stores().addBlobs("second", new MemoryBlobStore(1 << 20), new Rank(0, 2));

    assertThat(shell.say("mucura:stores"))
        .containsPattern("METADATA\\W+default\\W+MemoryMetadataStore\\W+\\d+\\W+yes")
        .containsPattern("BLOBS\\W+second\\W+MemoryBlobStore\\W+\\d+\\W+no");
  }

  @Test
  public void aScrubIsStartedAndTellsWhatItFound() throws Exception {
    assertThat(shell.say("mucura:scrub-status"))
        .contains("under way: nothing")
        .contains("no pass has ended yet")
        .contains("Nothing is known to be damaged");

    assertThat(shell.say("mucura:scrub-start")).contains("a pass begins in a moment");
    assertThat(shell.say("mucura:scrub-status")).contains("wanted now");

    memory.stores().addBlobs("spoilt", new SpoiltStore(), new Rank(0, 2));
    assertThat(memory.scrub().step()).isTrue();
    assertThat(shell.say("mucura:scrub-status")).containsPattern("under way: begun \\d{4}-");
    while (memory.scrub().step()) {
      // goes on
    }
    assertThat(shell.say("mucura:scrub-status"))
        .contains("under way: nothing")
        .containsPattern("last: +begun .*, 0 blobs and 0 bytes read, ended ")
        .containsPattern("DAMAGED\\W+spoilt\\W+a file\\W+a flipped bit");
    assertThat(shell.say("mucura:scrub-status --limit 0")).contains("and more");
    assertThatThrownBy(() -> shell.say("mucura:scrub-status --limit all"))
        .hasMessageContaining("--limit is a number");
  }

  /** Says that something of it is damaged. */
  private static final class SpoiltStore implements BlobStore, ScrubbableBlobStore {

    private final MemoryBlobStore store = new MemoryBlobStore(1 << 20);

    @Override
    public void scrub(long bytesPerSecond, Consumer<Damage> found) {
      found.accept(new Damage("a file", Optional.empty(), "a flipped bit"));
    }

    @Override
    public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
      return store.write(id, size, content);
    }

    @Override
    public InputStream read(BlobId id, BlobRange range) throws IOException {
      return store.read(id, range);
    }

    @Override
    public long size(BlobId id) throws IOException {
      return store.size(id);
    }

    @Override
    public void delete(Collection<BlobId> ids) throws IOException {
      store.delete(ids);
    }
  }
}
