package org.mucura.core.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.account.Account;
import org.mucura.core.account.Accounts;
import org.mucura.core.account.State;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.BucketQuery;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.format.RecordStore;
import org.mucura.core.lease.Rank;
import org.mucura.core.purge.StoredContents;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.testing.CrashingStores;
import org.mucura.core.testing.CrashingStores.Crash;
import org.mucura.core.testing.TestKeys;
import org.mucura.core.testing.TestSettings;
import org.mucura.core.usage.Usage;
import org.mucura.core.usage.UsageTotal;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.MetadataStore;

public class AccountDeletionTest {

  private static final Duration LIFETIME = Duration.ofSeconds(60);

  private final MemoryMetadataStore store = new MemoryMetadataStore();
  private final List<Runnable> whileWaiting = new ArrayList<>();
  private final World here = new World(store);

  /** A gateway as far as it has to do with accounts and buckets. */
  private final class World {

    private final Accounts accounts;
    private final Buckets buckets;
    private final Usage usage;
    private final Ownership ownership;

    private World(MetadataStore metadata) {
      CurrentSettings settings = TestSettings.cachedFor(LIFETIME);
      StoreRegistry stores = new StoreRegistry(settings);
      stores.addMetadata("default", metadata, new Rank(0, 1));
      accounts = new Accounts(stores, settings, TestKeys.of(metadata));
      usage = new Usage(new RecordStore(stores.metadata()));
      StoredContents contents = new StoredContents(stores, usage, settings);
      buckets = new Buckets(stores, settings, contents, TestKeys.of(metadata));
      ownership = new Ownership(accounts, buckets, usage, settings, this::pause);
    }

    private void pause(Duration time) {
      assertThat(time).isGreaterThan(LIFETIME);
      List<Runnable> actions = List.copyOf(whileWaiting);
      whileWaiting.clear();
      actions.forEach(Runnable::run);
    }

    private Account account(String name, String... buckets) {
      Account account = accounts.create(name);
      List.of(buckets).forEach(bucket -> this.buckets.create(account.id(), bucket, "us-east-1"));
      return account;
    }

    private List<String> bucketsOf(Account account) {
      return buckets.list(account.id(), BucketQuery.ALL).buckets().stream()
          .map(Bucket::name)
          .toList();
    }
  }

  @Test
  public void anAccountWithoutBucketsIsGoneWithItsKeys() {
    Account alice = here.account("alice");
    String key = here.accounts.createKey(alice.id()).key().id();
    assertThat(here.accounts.find(key)).isPresent();
    whileWaiting.add(() -> assertThat(here.accounts.find(key)).as("at once").isEmpty());

    assertThat(here.ownership.delete(alice, Optional.empty())).isZero();

    assertThat(whileWaiting).isEmpty();
    assertThat(here.accounts.byName("alice")).isEmpty();
    assertThat(here.accounts.byId(alice.id())).isEmpty();
    assertThat(here.accounts.find(key)).isEmpty();
    assertThat(left()).isEmpty();
  }

  @Test
  public void aNameCanBeUsedAgainByAnotherAccount() {
    Account former = here.account("alice");
    here.ownership.delete(former, Optional.empty());

    Account alice = here.account("alice");

    assertThat(alice.id()).isNotEqualTo(former.id());
    assertThat(alice.canonicalId()).isNotEqualTo(former.canonicalId());
    assertThat(here.accounts.keys(alice.id())).isEmpty();
  }

  @Test
  public void anAccountWithBucketsStaysAsItWas() {
    Account alice = here.account("alice", "photos", "plots");
    String key = here.accounts.createKey(alice.id()).key().id();

    assertThatThrownBy(() -> here.ownership.delete(alice, Optional.empty()))
        .isInstanceOf(OwnershipException.class)
        .hasMessageContaining("alice has 2 buckets, photos and others");

    assertThat(here.accounts.byName("alice")).contains(alice);
    assertThat(here.accounts.find(key)).isPresent();
    assertThat(here.bucketsOf(alice)).containsExactly("photos", "plots");
  }

  @Test
  public void aBucketThatWasMadeMeanwhileKeepsTheAccount() {
    for (State state : List.of(State.ACTIVE, State.SUSPENDED)) {
      Account made = here.account("alice-" + state);
      if (state == State.SUSPENDED) {
        here.accounts.suspend(made.id());
      }
      Account alice = here.accounts.byName(made.name()).orElseThrow();
      String bucket = "late-" + alice.id();
      whileWaiting.add(() -> here.buckets.create(alice.id(), bucket, "us-east-1"));

      assertThatThrownBy(() -> here.ownership.delete(alice, Optional.empty()))
          .hasMessageContaining("has a bucket, " + bucket);

      assertThat(here.accounts.byName(alice.name())).contains(alice);
    }
  }

  @Test
  public void bucketsAreHandedOver() {
    Account alice = here.account("alice", "photos", "plots");
    Account bob = here.account("bob", "own");
    Bucket photos = here.buckets.get("photos");
    here.usage.add(photos, new UsageTotal(10, 1));
    whileWaiting.add(() -> here.buckets.create(alice.id(), "late", "us-east-1"));

    assertThat(here.ownership.delete(alice, Optional.of(bob))).isEqualTo(3);

    assertThat(here.bucketsOf(bob)).containsExactly("late", "own", "photos", "plots");
    assertThat(here.bucketsOf(alice)).isEmpty();
    Bucket given = here.buckets.get("photos");
    assertThat(given.owner()).isEqualTo(bob.id());
    assertThat(given.id()).isEqualTo(photos.id());
    assertThat(given.key()).isEqualTo(photos.key());
    assertThat(here.usage.ofBucket(given.id())).isEqualTo(new UsageTotal(10, 1));
    assertThat(here.usage.ofAccount(bob.id())).isEqualTo(new UsageTotal(10, 1));
    assertThat(here.usage.ofAccount(alice.id())).isEqualTo(UsageTotal.NONE);
  }

  @Test
  public void anHeirIsAnotherLivingAccount() {
    Account alice = here.account("alice", "photos");
    Account bob = here.account("bob");
    here.ownership.delete(bob, Optional.empty());
    Account carol = here.account("carol");
    here.accounts.beginDeletion(carol.id());

    for (Account heir : List.of(alice, bob, carol)) {
      assertThatThrownBy(() -> here.ownership.delete(alice, Optional.of(heir)))
          .as(heir.name())
          .isInstanceOf(OwnershipException.class);
    }
    assertThat(here.accounts.byName("alice")).contains(alice);
    assertThat(here.bucketsOf(alice)).containsExactly("photos");
  }

  @Test
  public void whoResumesAnAccountKeepsIt() {
    Account alice = here.account("alice");
    whileWaiting.add(() -> here.accounts.resume(alice.id()));

    assertThatThrownBy(() -> here.ownership.delete(alice, Optional.empty()))
        .hasMessageContaining("so it stays");

    assertThat(here.accounts.byName("alice")).contains(alice);
  }

  @Test
  public void anAccountThatIsBeingDeletedGetsNoKey() {
    Account alice = here.account("alice");
    here.accounts.beginDeletion(alice.id());

    assertThatThrownBy(() -> here.accounts.createKey(alice.id()))
        .hasMessageContaining("is being deleted");
  }

  /** Whichever call is the last one of a gateway: nothing is lost, and a repetition ends it. */
  @Test
  public void aDeletionThatDiedIsEndedByWhoeverRepeatsIt() {
    boolean died = true;
    for (int calls = 0; died; calls++) {
      died = diesAfter(calls);
      assertThat(calls).isLessThan(200);
    }
  }

  private boolean diesAfter(int calls) {
    MemoryMetadataStore metadata = new MemoryMetadataStore();
    CrashingStores stores = new CrashingStores(metadata, new MemoryBlobStore(1));
    World dying = new World(stores.metadata());
    Account alice = dying.account("alice", "photos", "plots");
    Account bob = dying.account("bob");
    String key = dying.accounts.createKey(alice.id()).key().id();
    World other = new World(metadata);
    stores.dieAfter(calls);
    boolean died = false;
    try {
      dying.ownership.delete(alice, Optional.of(bob));
    } catch (Crash e) {
      died = true;
    }
    List<String> all = new ArrayList<>(other.bucketsOf(alice));
    all.addAll(other.bucketsOf(bob));
    assertThat(all).as("after %s calls", calls).containsExactlyInAnyOrder("photos", "plots");

    Optional<Account> half = other.accounts.byName("alice");
    half.ifPresent(account -> other.ownership.delete(account, Optional.of(bob)));
    if (half.isEmpty()) {
      other.accounts.clearDeleted("alice");
    }

    assertThat(other.bucketsOf(bob)).containsExactly("photos", "plots");
    assertThat(new World(metadata).accounts.find(key)).isEmpty();
    assertThat(other.accounts.clearDeleted("alice")).isFalse();
    assertThat(left(metadata)).as("after %s calls", calls).containsExactly("bob");
    return died;
  }

  @Test
  public void aNameThatADeathLeftIsFreeAllTheSame() {
    Account alice = here.account("alice");
    here.accounts.createKey(alice.id());
    here.accounts.beginDeletion(alice.id());
    Bytes record = Bytes.utf8("A" + alice.id() + "\u0000\u0000");
    store.delete(record, store.get(record).orElseThrow().revision());

    Account again = here.account("alice");

    assertThat(here.accounts.byName("alice")).contains(again);
    assertThat(left()).containsExactly("alice");
  }

  private List<String> left() {
    return left(store);
  }

  /** The names of the accounts there are; fails if there is a key or an entry of one. */
  private static List<String> left(MemoryMetadataStore metadata) {
    assertThat(metadata.scan(Bytes.utf8("K"), Bytes.utf8("L"), 10)).isEmpty();
    assertThat(metadata.scan(Bytes.utf8("k"), Bytes.utf8("l"), 10)).isEmpty();
    List<String> names =
        metadata.scan(Bytes.utf8("a"), Bytes.utf8("b"), 10).stream()
            .map(entry -> new String(entry.key().toArray(), UTF_8))
            .map(key -> key.substring(1, key.indexOf('\u0000')))
            .toList();
    assertThat(metadata.scan(Bytes.utf8("A"), Bytes.utf8("B"), 10)).hasSameSizeAs(names);
    return names;
  }
}
