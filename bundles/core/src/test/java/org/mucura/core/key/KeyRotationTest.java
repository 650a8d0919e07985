package org.mucura.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.account.AccessKeyUser;
import org.mucura.core.account.Accounts;
import org.mucura.core.account.NewAccessKey;
import org.mucura.core.bench.Bench;
import org.mucura.core.bucket.BucketKeyUser;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.lease.Rank;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.testing.CrashingStores;
import org.mucura.core.testing.CrashingStores.Crash;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.TestKeys;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.MetadataStore;

public class KeyRotationTest {

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(16 << 20);
  private final RecordStore records = new RecordStore(metadata);
  private final MasterKeys keys = TestKeys.of(metadata);
  private final Bench bench = new Bench(metadata, blobs, new ManualClock());
  private final Accounts accounts = accounts();

  private Accounts accounts() {
    CurrentSettings settings = new CurrentSettings(Settings.DEFAULTS);
    StoreRegistry stores = new StoreRegistry(settings);
    stores.addMetadata("default", metadata, new Rank(0, 0));
    return new Accounts(stores, settings, keys);
  }

  private static KeyRotationJob job(MetadataStore store) {
    MasterKeys keys = TestKeys.of(store);
    List<KeyUser> users = List.of(new BucketKeyUser(keys), new AccessKeyUser(keys));
    return new KeyRotationJob(new RecordStore(store), keys, users);
  }

  private static void run(KeyRotationJob job) {
    while (job.step()) {
      // goes on
    }
  }

  /** The master keys under which there is something. */
  private List<String> masters() {
    List<String> masters = new ArrayList<>();
    for (RecordType type : List.of(RecordType.BUCKET, RecordType.ACCESS_KEY)) {
      int tag = type == RecordType.BUCKET ? 9 : 6;
      records
          .scan(type.all(), 1000, RecordCodec.PLAIN)
          .forEach(r -> masters.add(master(r.value().fields(tag).orElseThrow())));
    }
    return masters.stream().distinct().toList();
  }

  private static String master(Fields wrapped) {
    return wrapped.needBytes(1).toString();
  }

  @Test
  public void everythingIsPutUnderTheNewKey() {
    String account = accounts.create("alice").id();
    NewAccessKey secret = accounts.createKey(account);
    bench.put("key", "text");
    for (int i = 0; i < 450; i++) {
      bench.buckets().create(Bench.ACCOUNT, "bucket-" + i, "eu-west-1");
    }
    MasterKey next = keys.rotate();

    run(job(metadata));

    assertThat(masters()).containsExactly(next.id());
    assertThat(new Bench(metadata, blobs, new ManualClock()).get("key")).isEqualTo("text");
    assertThat(bench.get("key")).as("with the bucket's former record").isEqualTo("text");
    assertThat(accounts().find(secret.key().id()).orElseThrow().secret())
        .isEqualTo(secret.secret());
  }

  @Test
  public void whereThereWasNoRotationNothingIsLookedAt() {
    bench.put("key", "text");
    CrashingStores stores = new CrashingStores(metadata, blobs);
    stores.dieAfter(1);

    assertThat(job(stores.metadata()).step()).isFalse();
  }

  @Test
  public void aRotationThatDiesAnywhereIsEndedByAnother() {
    NewAccessKey secret = accounts.createKey(accounts.create("alice").id());
    bench.put("key", "text");
    boolean died = true;
    for (int calls = 0; died; calls++) {
      CrashingStores stores = new CrashingStores(metadata, blobs);
      stores.dieAfter(calls);
      try {
        TestKeys.of(stores.metadata()).rotate();
        run(job(stores.metadata()));
      } catch (Crash expected) {
        // goes on with what is there
      }
      died = stores.isDead();

      assertThat(new Bench(metadata, blobs, new ManualClock()).get("key")).isEqualTo("text");
      assertThat(accounts().find(secret.key().id()).orElseThrow().secret())
          .isEqualTo(secret.secret());
      run(job(metadata));
      assertThat(masters()).containsExactly(keys.current().id());
    }
  }

  @Test
  public void aPassIsDroppedWhenThereIsALaterRotation() {
    for (int i = 0; i < 450; i++) {
      bench.buckets().create(Bench.ACCOUNT, "bucket-" + i, "eu-west-1");
    }
    keys.rotate();
    KeyRotationJob slow = job(metadata);
    assertThat(slow.step()).isTrue();

    MasterKey next = keys.rotate();
    run(job(metadata));
    run(slow);

    assertThat(masters()).containsExactly(next.id());
  }

  @Test
  public void oneRecordWithoutItsKeyStopsNoOther() throws Exception {
    MemoryKeyRing ring = new MemoryKeyRing();
    RecordStore own = new RecordStore(new MemoryMetadataStore());
    MasterKeys mine = new MasterKeys(own, ring, InstantSource.system());
    Bytes lost = bucket(own, "a", mine.newKey());
    mine.rotate();
    Bytes good = bucket(own, "b", mine.newKey());
    MasterKey next = mine.rotate();
    List<MasterKey> all = ring.read().orElseThrow().keys();
    MemoryKeyRing cut = new MemoryKeyRing();
    cut.create(new KeyRing(all.subList(1, 3)));
    MasterKeys without = new MasterKeys(own, cut, InstantSource.system());

    KeyRotation pass = new KeyRotation(own, List.of(user(without)), without.current());
    while (pass.step()) {
      // goes on
    }

    assertThat(pass.changed()).isEqualTo(1);
    assertThat(pass.left()).isEqualTo(1);
    assertThat(wrapped(own, good).master()).isEqualTo(next.id());
    assertThat(wrapped(own, lost).master()).isEqualTo(all.get(0).id());
  }

  private static Bytes bucket(RecordStore records, String name, WrappedKey wrapped) {
    Bytes key = KeyWriter.of(RecordType.BUCKET).text(name).key();
    records.create(key, WrappedKey.CODEC.write(wrapped), RecordCodec.PLAIN);
    return key;
  }

  private static WrappedKey wrapped(RecordStore records, Bytes key) {
    return records.get(key, WrappedKey.CODEC).orElseThrow().value();
  }

  private static KeyUser user(MasterKeys keys) {
    return new KeyUser() {
      @Override
      public RecordType type() {
        return RecordType.BUCKET;
      }

      @Override
      public Optional<Fields> rewrapped(Fields record, MasterKey current) {
        return keys.rewrapped(WrappedKey.CODEC.read(record), current).map(WrappedKey.CODEC::write);
      }
    };
  }

  @Test
  public void aBucketThatIsBeingDeletedIsLeftAlone() {
    Bytes record = Bytes.utf8("Nbench\u0000\u0000");
    var found = records.get(record, RecordCodec.PLAIN).orElseThrow();
    Fields deleting =
        Fields.builder().unknown(found.value()).number(8, System.currentTimeMillis()).build();
    records.replace(found, deleting, RecordCodec.PLAIN);
    keys.rotate();

    run(job(metadata));

    assertThat(records.get(record, RecordCodec.PLAIN).orElseThrow().value()).isEqualTo(deleting);
  }

  @Test
  public void othersWriteAndReadMeanwhile() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<Integer>> clients = new ArrayList<>();
    for (int client = 0; client < 2; client++) {
      String key = "key-" + client;
      clients.add(threads.submit(() -> client(key, over)));
    }
    for (int i = 0; i < 10; i++) {
      keys.rotate();
      run(job(metadata));
      Thread.sleep(10);
    }
    over.set(true);
    for (Future<Integer> client : clients) {
      assertThat(client.get()).isPositive();
    }
    threads.shutdown();
  }

  /** Each time on a gateway that reads the bucket's record anew. */
  private Integer client(String key, AtomicBoolean over) {
    int count = 0;
    while (!over.get() || count == 0) {
      String text = key + " of turn " + count++;
      new Bench(metadata, blobs, new ManualClock()).put(key, text);
      assertThat(new Bench(metadata, blobs, new ManualClock()).get(key)).isEqualTo(text);
      assertThat(bench.get(key)).isEqualTo(text);
    }
    return count;
  }

  @Test
  public void withoutTheFormerKeyItsRecordsAreLeftAndSaid() throws Exception {
    MemoryKeyRing ring = new MemoryKeyRing();
    MemoryMetadataStore store = new MemoryMetadataStore();
    RecordStore own = new RecordStore(store);
    MasterKeys mine = new MasterKeys(own, ring, InstantSource.system());
    WrappedKey wrapped = mine.newKey();
    MasterKey next = mine.rotate();
    MemoryKeyRing cut = new MemoryKeyRing();
    cut.create(new KeyRing(List.of(next)));
    MasterKeys without = new MasterKeys(own, cut, InstantSource.system());

    assertThat(without.current().id()).isEqualTo(next.id());
    assertThatThrownBy(() -> without.rewrapped(wrapped, next))
        .isInstanceOf(MasterKeyException.class);
  }
}
