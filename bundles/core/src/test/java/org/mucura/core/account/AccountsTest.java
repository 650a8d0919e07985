package org.mucura.core.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.SealedSecret;
import org.mucura.core.key.SecretSealer;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.TestKeys;
import org.mucura.core.testing.TestSettings;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.auth.Policy;
import org.mucura.spi.auth.Principal;
import org.mucura.spi.auth.SecretKeys.SecretKey;

public class AccountsTest {

  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private final ManualClock clock = new ManualClock();
  private final Accounts accounts = gateway();
  private final Accounts otherGateway = gateway();

  private Accounts gateway() {
    return new Accounts(
        new RecordStore(store), TestSettings.cachedFor(LIFETIME), TestKeys.of(store), clock);
  }

  @Test
  public void anAccountIsFoundByNameAndId() {
    Account alice = accounts.create("alice");

    assertThat(alice.id()).matches("[0-9]{12}");
    assertThat(alice.canonicalId()).matches("[0-9a-f]{64}");
    assertThat(alice.state()).isEqualTo(State.ACTIVE);
    assertThat(alice.created()).isEqualTo(clock.instant());
    assertThat(accounts.byName("alice")).contains(alice);
    assertThat(otherGateway.byId(alice.id())).contains(alice);
    assertThat(accounts.byName("bob")).isEmpty();
    assertThat(accounts.byId("000000000000")).isEmpty();
  }

  @Test
  public void aNameIsGivenOnce() {
    Account alice = accounts.create("alice");

    assertThatThrownBy(() -> otherGateway.create("alice"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("alice");
    assertThat(accounts.byName("alice")).contains(alice);
    assertThat(accounts.list("", 10)).containsExactly(alice);
  }

  @Test
  public void aNameHasItsForm() {
    Stream.of("a", "A1", "x".repeat(64), "j.doe@example.org", "0_-.@").forEach(accounts::create);

    for (String bad : List.of("", "x".repeat(65), ".a", "-a", "a b", "a/b", "ä", "a\u0000")) {
      assertThatThrownBy(() -> accounts.create(bad))
          .as("name '%s'", bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  public void listsByNameInPages() {
    Stream.of("carol", "alice", "bob", "Dave").forEach(accounts::create);

    assertThat(names("", 10)).containsExactly("Dave", "alice", "bob", "carol");
    assertThat(names("", 2)).containsExactly("Dave", "alice");
    assertThat(names("alice", 2)).containsExactly("bob", "carol");
    assertThat(names("b", 2)).containsExactly("bob", "carol");
    assertThat(names("carol", 2)).isEmpty();
  }

  @Test
  public void aKeyProvesItsAccount() {
    Account alice = accounts.create("alice");
    NewAccessKey created = accounts.createKey(alice.id());

    assertThat(created.key().id()).matches("MU[A-Z2-7]{18}");
    assertThat(created.secret()).matches("[A-Za-z0-9]{40}");
    SecretKey found = otherGateway.find(created.key().id()).orElseThrow();
    assertThat(found.secret()).isEqualTo(created.secret());
    Principal principal = found.principal();
    assertThat(principal.account()).isEqualTo(alice.id());
    assertThat(principal.link()).isEqualTo(created.key().id());
    assertThat(principal.grants()).containsExactly(Policy.ALL);
    assertThat(principal.boundaries()).isEmpty();
    assertThat(principal.expiry()).isEmpty();
  }

  @Test
  public void aKeyNeedsAnAccount() {
    assertThatThrownBy(() -> accounts.createKey("000000000000"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(accounts.keys("000000000000")).isEmpty();
  }

  @Test
  public void whateverIsAskedForIsAnswered() {
    for (String odd :
        List.of("", "MU", "x".repeat(100_000), "MU\u0000", "\ud800", "muaaaaaaaaaaaaaaaaaa")) {
      assertThat(accounts.find(odd)).isEmpty();
    }
  }

  @Test
  public void aSuspendedKeyIsDeadHereAtOnceAndElsewhereAfterTheLifetime() {
    String key = accounts.createKey(accounts.create("alice").id()).key().id();
    assertThat(accounts.find(key)).isPresent();
    assertThat(otherGateway.find(key)).isPresent();

    accounts.suspendKey(key);

    assertThat(accounts.find(key)).isEmpty();
    clock.advance(LIFETIME);
    assertThat(otherGateway.find(key)).isEmpty();
    accounts.resumeKey(key);
    assertThat(accounts.find(key)).isPresent();
  }

  @Test
  public void aSuspendedAccountHasNoLivingKey() {
    Account alice = accounts.create("alice");
    String key = accounts.createKey(alice.id()).key().id();
    assertThat(accounts.find(key)).isPresent();
    assertThat(otherGateway.find(key)).isPresent();

    accounts.suspend(alice.id());

    assertThat(accounts.find(key)).isEmpty();
    assertThat(accounts.byName("alice").orElseThrow().state()).isEqualTo(State.SUSPENDED);
    clock.advance(LIFETIME);
    assertThat(otherGateway.find(key)).isEmpty();
    accounts.resume(alice.id());
    assertThat(accounts.find(key)).isPresent();
  }

  @Test
  public void aRevokedKeyIsGone() {
    Account alice = accounts.create("alice");
    String kept = accounts.createKey(alice.id()).key().id();
    String revoked = accounts.createKey(alice.id()).key().id();
    assertThat(accounts.find(revoked)).isPresent();

    accounts.revokeKey(revoked);

    assertThat(accounts.find(revoked)).isEmpty();
    assertThat(accounts.keys(alice.id())).extracting(AccessKey::id).containsExactly(kept);
    assertThatThrownBy(() -> accounts.revokeKey(revoked))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> accounts.resumeKey(revoked))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void keysAreListedByAccount() {
    Account alice = accounts.create("alice");
    Account bob = accounts.create("bob");
    AccessKey one = accounts.createKey(alice.id()).key();
    AccessKey two = accounts.createKey(alice.id()).key();
    accounts.createKey(bob.id());

    assertThat(accounts.keys(alice.id())).containsExactlyInAnyOrder(one, two);
  }

  @Test
  public void unknownAccountsAndKeysAreRefused() {
    assertThatThrownBy(() -> accounts.suspend("000000000000"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> accounts.suspendKey("MUAAAAAAAAAAAAAAAAAA"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void nothingThatMayBeLoggedShowsASecret() {
    NewAccessKey created = accounts.createKey(accounts.create("alice").id());
    SecretKey found = accounts.find(created.key().id()).orElseThrow();

    assertThat(created.toString() + found).doesNotContain(created.secret());
  }

  @Test
  public void aSecretIsKeptSealed() {
    NewAccessKey created = accounts.createKey(accounts.create("alice").id());

    assertThat(store.scan(Bytes.EMPTY, Bytes.copyOf((byte) 0x7f), 100))
        .hasSizeGreaterThan(3)
        .noneMatch(entry -> holds(entry.value(), created.secret()));
    assertThat(accounts.find(created.key().id()).orElseThrow().secret())
        .isEqualTo(created.secret());
  }

  private static boolean holds(Bytes value, String text) {
    return new String(value.shared(), ISO_8859_1).contains(text);
  }

  @Test
  public void theSecretOfAnotherKeyIsNoSecret() {
    String alice = accounts.create("alice").id();
    String one = accounts.createKey(alice).key().id();
    String other = accounts.createKey(alice).key().id();
    RecordStore records = new RecordStore(store);
    Bytes to = Bytes.utf8("K" + one + "\u0000\u0000");
    AccessKeyRecord key = records.get(to, AccessKeyRecord.CODEC).orElseThrow().value();
    Bytes from = Bytes.utf8("K" + other + "\u0000\u0000");
    AccessKeyRecord stolen = records.get(from, AccessKeyRecord.CODEC).orElseThrow().value();
    records.replace(
        records.get(to, AccessKeyRecord.CODEC).orElseThrow(),
        key.with(stolen.secret()),
        AccessKeyRecord.CODEC);

    assertThatThrownBy(() -> gateway().find(one)).isInstanceOf(CorruptRecordException.class);
  }

  @Test
  public void whatANewerReleaseWroteIsKept() {
    Fields unknown = Fields.builder().text(99, "new").build();
    Account alice = accounts.create("alice");
    AccountRecord account = new AccountRecord(alice, unknown);
    AccessKeyRecord key =
        new AccessKeyRecord(accounts.createKey(alice.id()).key(), secret(), unknown);

    Fields accountFields = AccountRecord.CODEC.write(account.with(State.SUSPENDED));
    Fields keyFields = AccessKeyRecord.CODEC.write(key.with(State.SUSPENDED));

    assertThat(AccountRecord.CODEC.read(accountFields).rest()).isEqualTo(unknown);
    assertThat(AccessKeyRecord.CODEC.read(keyFields).rest()).isEqualTo(unknown);
  }

  @Test
  public void anIndexEntryThatNamesNothingIsSkipped() {
    Account alice = accounts.create("alice");
    AccessKey key = accounts.createKey(alice.id()).key();
    Bytes record = Bytes.utf8("K" + key.id() + "\u0000\u0000");
    store.delete(record, store.get(record).orElseThrow().revision());

    assertThat(accounts.keys(alice.id())).isEmpty();
  }

  private SealedSecret secret() {
    return new SecretSealer(TestKeys.of(store)).seal("key", "secret");
  }

  private List<String> names(String after, int limit) {
    return accounts.list(after, limit).stream().map(Account::name).toList();
  }
}
