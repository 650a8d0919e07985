package org.mucura.core.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.core.file.PrivateFile;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

public class MasterKeysTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final RecordStore records = new RecordStore(metadata);
  private Path file = Path.of("");

  @Before
  public void name() {
    file = folder.getRoot().toPath().resolve("master.keys");
  }

  /** A gateway that starts now. */
  private MasterKeys gateway() {
    return new MasterKeys(records, new TextKeyRing(file), InstantSource.system());
  }

  @Test
  public void theFirstStartMakesAKeyThatStays() {
    String first = gateway().current().id();

    assertThat(file).exists();
    assertThat(gateway().current().id()).isEqualTo(first);
  }

  @Test
  public void aRingThatWasPutThereIsUsed() throws IOException {
    MasterKey own = MasterKey.random();
    new TextKeyRing(file).create(new KeyRing(List.of(own)));

    assertThat(gateway().current().id()).isEqualTo(own.id());
  }

  /** The file is written first. */
  @Test
  public void aFirstStartThatDiedInTheMiddleIsGoneOnWith() throws IOException {
    String first = gateway().current().id();
    Bytes key = KeyWriter.of(RecordType.MASTER_KEYS).key();
    records.remove(records.get(key, RecordCodec.PLAIN).orElseThrow());

    assertThat(gateway().current().id()).isEqualTo(first);
    assertThat(new TextKeyRing(file).read().orElseThrow().keys()).hasSize(1);
  }

  @Test
  public void aRingThatIsGoneIsNotMadeAnew() throws IOException {
    WrappedKey wrapped = gateway().newKey();
    Files.delete(file);

    MasterKeys without = gateway();

    refused(() -> without.current(), "is not there");
    refused(() -> without.unwrap(wrapped), "is not there");
    refused(() -> without.rotate(), "is not there");
    assertThat(file).doesNotExist();
  }

  @Test
  public void whatIsSealedNeedsItsRingAlthoughTheStoreForgotWhich() throws IOException {
    WrappedKey wrapped = gateway().newKey();
    Fields bucket = Fields.builder().fields(9, WrappedKey.CODEC.write(wrapped)).build();
    Bytes key = KeyWriter.of(RecordType.BUCKET).text("photos").key();
    records.create(key, bucket, RecordCodec.PLAIN);
    Bytes roll = KeyWriter.of(RecordType.MASTER_KEYS).key();
    records.remove(records.get(roll, RecordCodec.PLAIN).orElseThrow());
    Files.delete(file);

    refused(() -> gateway().current(), "sealed records");
    assertThat(file).doesNotExist();
  }

  @Test
  public void theRingOfAnotherGatewayIsRefused() throws IOException {
    WrappedKey wrapped = gateway().newKey();
    Files.delete(file);
    new TextKeyRing(file).create(new KeyRing(List.of(MasterKey.random())));
    byte[] other = Files.readAllBytes(file);

    MasterKeys wrong = gateway();

    refused(() -> wrong.current(), "does not have it");
    refused(() -> wrong.unwrap(wrapped), "does not have it");
    assertThat(Files.readAllBytes(file)).isEqualTo(other);
  }

  @Test
  public void aDamagedRingIsRefusedAndLeftAlone() throws IOException {
    gateway().current();
    Files.writeString(file, "mucura-master-keys 1\n00 00\n");

    refused(() -> gateway().current(), "damaged");
    assertThat(file).hasContent("mucura-master-keys 1\n00 00\n");
  }

  @Test
  public void aRingThatComesBackIsTakenUpWithoutAStart() throws Exception {
    WrappedKey wrapped = gateway().newKey();
    byte[] good = Files.readAllBytes(file);
    Files.delete(file);
    MasterKeys without = gateway();
    refused(() -> without.unwrap(wrapped), "is not there");

    PrivateFile.write(file, good);
    Thread.sleep(1_100);

    try (AesKey key = without.unwrap(wrapped)) {
      assertThat(key.isDestroyed()).isFalse();
    }
  }

  @Test
  public void aKeyOfTheSameNameIsNoticed() {
    MasterKey current = gateway().current();
    Bytes roll = KeyWriter.of(RecordType.MASTER_KEYS).key();
    Stored<KeyRoll> stored = records.get(roll, KeyRoll.CODEC).orElseThrow();
    KeyRoll.Entry changed =
        new KeyRoll.Entry(
            current.id(), MasterKey.random().checkValue(), stored.value().entries().get(0).since());
    KeyRoll other = new KeyRoll(current.id(), List.of(changed), Fields.NONE);
    records.replace(stored, other, KeyRoll.CODEC);

    assertThatThrownBy(() -> gateway().current()).isInstanceOf(CorruptRecordException.class);
  }

  @Test
  public void aRotationKeepsTheFormerKeys() {
    MasterKeys keys = gateway();
    WrappedKey before = keys.newKey();
    MasterKey next = keys.rotate();
    WrappedKey after = keys.newKey();

    assertThat(after.master()).isEqualTo(next.id()).isNotEqualTo(before.master());
    for (MasterKeys each : List.of(keys, gateway())) {
      each.unwrap(before).close();
      each.unwrap(after).close();
    }
  }

  /** The ring is written first; a key that the store never heard of is not used. */
  @Test
  public void aRotationThatDiedInTheMiddleHasNotBegun() throws IOException {
    String before = gateway().current().id();
    TextKeyRing ring = new TextKeyRing(file);
    ring.replace(ring.read().orElseThrow().with(MasterKey.random()));

    assertThat(gateway().current().id()).isEqualTo(before);
    MasterKey next = gateway().rotate();
    assertThat(gateway().current().id()).isEqualTo(next.id());
  }

  @Test
  public void anotherGatewayTakesARotationUp() {
    MasterKeys other = gateway();
    WrappedKey before = other.newKey();
    MasterKey next = gateway().rotate();

    // the ring was read long ago
    assertThat(new MasterKeys(records, new TextKeyRing(file), InstantSource.system()).current())
        .satisfies(key -> assertThat(key.id()).isEqualTo(next.id()));
    other.unwrap(before).close();
  }

  @Test
  public void aRingThatLostAKeyIsNotWrittenByWhoDoesNotKnowIt() throws IOException {
    gateway().rotate();
    byte[] cut = loseTheFirst();

    assertThatThrownBy(gateway()::rotate).isInstanceOf(MasterKeyException.class);
    assertThat(Files.readAllBytes(file)).isEqualTo(cut);
  }

  @Test
  public void aRingThatLostAKeyGetsItBackFromWhoKnowsIt() throws IOException {
    MasterKeys keys = gateway();
    WrappedKey before = keys.newKey();
    keys.rotate();
    loseTheFirst();
    refused(() -> keys.get("0011223344556677"), "does not have it");
    keys.unwrap(before).close();

    exportOpens(keys, before);
    keys.rotate();

    assertThat(new TextKeyRing(file).read().orElseThrow().keys()).hasSize(3);
    gateway().unwrap(before).close();
    keys.unwrap(before).close();
  }

  @Test
  public void aRingThatIsGoneIsExportedAndMadeAnewByWhoKnowsIt() throws IOException {
    MasterKeys keys = gateway();
    WrappedKey before = keys.newKey();
    Files.delete(file);

    exportOpens(keys, before);
    keys.rotate();

    gateway().unwrap(before).close();
  }

  /** It may have keys that nobody knows. */
  @Test
  public void aRingThatWasDamagedMeanwhileIsExportedAndLeftAlone() throws IOException {
    MasterKeys keys = gateway();
    WrappedKey before = keys.newKey();
    Files.writeString(file, "mucura-master-keys 1\n00 00\n");

    exportOpens(keys, before);
    assertThatThrownBy(keys::rotate).isInstanceOf(MasterKeyException.class);

    assertThat(file).hasContent("mucura-master-keys 1\n00 00\n");
  }

  private byte[] loseTheFirst() throws IOException {
    List<MasterKey> whole = new TextKeyRing(file).read().orElseThrow().keys();
    new TextKeyRing(file).replace(new KeyRing(whole.subList(1, whole.size())));
    return Files.readAllBytes(file);
  }

  private void exportOpens(MasterKeys keys, WrappedKey wrapped) throws IOException {
    Path copy = folder.getRoot().toPath().resolve("copy.p12");
    keys.export(copy, "a long pass phrase".toCharArray());
    KeyRingStore ring = new KeystoreKeyRing(copy, "a long pass phrase".toCharArray());
    new MasterKeys(records, ring, InstantSource.system()).unwrap(wrapped).close();
  }

  @Test
  public void gatewaysThatBeginAndRotateAtOnceLoseNoKey() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<List<WrappedKey>>> gateways = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      gateways.add(threads.submit(() -> rotateOften(gateway())));
    }
    MasterKeys after = gateway();
    for (Future<List<WrappedKey>> each : gateways) {
      each.get().forEach(wrapped -> after.unwrap(wrapped).close());
    }
    threads.shutdown();

    assertThat(new TextKeyRing(file).read().orElseThrow().keys()).hasSize(4 * 8 + 1);
    gateway().current();
  }

  private static List<WrappedKey> rotateOften(MasterKeys keys) {
    List<WrappedKey> wrapped = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      keys.rotate();
      wrapped.add(keys.newKey());
    }
    return wrapped;
  }

  /** As where it is mounted. */
  @Test
  public void aRingThatIsThereNeedsNoLock() throws IOException {
    new TextKeyRing(file).create(new KeyRing(List.of(MasterKey.random())));

    gateway().current();

    assertThat(file.resolveSibling("master.keys.lock")).doesNotExist();
  }

  @Test
  public void anExportServesAsARing() throws IOException {
    MasterKeys keys = gateway();
    WrappedKey before = keys.newKey();
    keys.rotate();
    Path copy = folder.getRoot().toPath().resolve("copy.p12");
    keys.export(copy, "a long pass phrase".toCharArray());

    KeyRingStore ring = new KeystoreKeyRing(copy, "a long pass phrase".toCharArray());
    MasterKeys restored = new MasterKeys(records, ring, InstantSource.system());

    assertThat(restored.current().id()).isEqualTo(keys.current().id());
    restored.unwrap(before).close();
    assertThatThrownBy(() -> keys.export(copy, "another".toCharArray()))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  public void nothingThatMayBeLoggedShowsAKey() {
    MasterKey key = gateway().current();
    String digits = Bytes.wrap(key.key().getEncoded()).toString();

    assertThat(key.toString() + key.key() + new KeyRing(List.of(key)))
        .doesNotContain(digits.substring(0, 16));
  }

  @Test
  public void aKeyThatWasClosedIsOverwritten() {
    byte[] bytes = new byte[AesKey.LENGTH];
    bytes[3] = 7;
    AesKey key = AesKey.wrap(bytes);
    key.close();

    assertThat(bytes).containsOnly(0);
    assertThatThrownBy(key::getEncoded).isInstanceOf(IllegalStateException.class);
  }

  private static void refused(Runnable call, String why) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            MasterKeyException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
              assertThat(e.reason()).contains(why).contains("nothing was changed");
            });
  }
}
