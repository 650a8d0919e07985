package org.mucura.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;
import org.mucura.wire.ErrorCode;

public class RecordStoreTest {

  private static final Bytes KEY = Bytes.utf8("Ok");

  private final Doubtful store = new Doubtful();
  private final RecordStore records = new RecordStore(store);

  private static Fields fields(String text) {
    return Fields.builder().text(1, text).build();
  }

  private Stored<Fields> put(String text) {
    Swap<Fields> swap = records.put(KEY, fields(text), get(), RecordCodec.PLAIN);
    assertThat(swap).isInstanceOf(Swap.Done.class);
    return ((Swap.Done<Fields>) swap).stored();
  }

  private Optional<Stored<Fields>> get() {
    return records.get(KEY, RecordCodec.PLAIN);
  }

  @Test
  public void countsChanges() {
    assertThat(put("a").change()).isEqualTo(1);
    assertThat(put("b").change()).isEqualTo(2);
    assertThat(get().orElseThrow().change()).isEqualTo(2);
  }

  @Test
  public void whoeverIsLateLearnsWhatThereIs() {
    Stored<Fields> old = put("a");
    put("b");
    Swap<Fields> swap = records.replace(old, fields("c"), RecordCodec.PLAIN);
    assertThat(((Swap.Lost<Fields>) swap).current().orElseThrow().value()).isEqualTo(fields("b"));
    assertThat(records.remove(old)).isFalse();
  }

  @Test
  public void knowsItsOwnWriteAfterADoubt() {
    store.doubts.add(true);
    Stored<Fields> stored = put("a");
    assertThat(get()).contains(stored);
  }

  @Test
  public void leavesADoubtOpenIfTheWriteIsNotThere() {
    put("a");
    store.doubts.add(false);
    assertThatThrownBy(() -> put("b"))
        .isInstanceOfSatisfying(
            UncertainChangeException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    assertThat(get().orElseThrow().value()).isEqualTo(fields("a"));
    assertThat(store.puts).isEqualTo(2);
  }

  @Test
  public void aDoubtfulRemovalIsSettledByAbsence() {
    Stored<Fields> stored = put("a");
    store.doubts.add(false);
    assertThatThrownBy(() -> records.remove(stored)).isInstanceOf(UncertainChangeException.class);
    store.doubts.add(true);
    assertThat(records.remove(stored)).isTrue();
  }

  @Test
  public void aTouchFailsWhoeverReadBefore() {
    Stored<Fields> before = put("a");
    Stored<Fields> touched = records.touch(KEY).orElseThrow();
    assertThat(touched.value()).isEqualTo(before.value());
    assertThat(records.replace(before, fields("b"), RecordCodec.PLAIN))
        .isInstanceOf(Swap.Lost.class);
    assertThat(records.touch(Bytes.utf8("Oother"))).isEmpty();
  }

  @Test
  public void aStoreThatFailsIsUnavailable() {
    store.store.close();
    assertThatThrownBy(this::get)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
  }

  @Test
  public void anUnknownLayoutIsNotGuessedAt() {
    CasOutcome outcome = store.store.put(KEY, Bytes.hex("0701"), Revision.ABSENT);
    assertThat(outcome).isInstanceOf(CasOutcome.Applied.class);
    assertThatThrownBy(this::get)
        .isInstanceOf(CorruptRecordException.class)
        .hasMessageContaining("layout 7");
  }

  /** A store of whose next changes the outcome is unknown. */
  private static final class Doubtful implements MetadataStore {

    final MemoryMetadataStore store = new MemoryMetadataStore();

    /** For each change to come whether it is made; none: no doubt. */
    final Deque<Boolean> doubts = new ArrayDeque<>();

    int puts;

    @Override
    public MetadataCapabilities capabilities() {
      return store.capabilities();
    }

    @Override
    public List<Optional<Entry>> get(List<Bytes> keys) {
      return store.get(keys);
    }

    @Override
    public CasOutcome put(Bytes key, Bytes value, Revision expected) {
      puts++;
      return doubtful(() -> store.put(key, value, expected));
    }

    @Override
    public CasOutcome delete(Bytes key, Revision expected) {
      return doubtful(() -> store.delete(key, expected));
    }

    private CasOutcome doubtful(Supplier<CasOutcome> change) {
      Boolean made = doubts.poll();
      if (made == null) {
        return change.get();
      }
      CasOutcome hidden = made ? change.get() : new CasOutcome.Conflict(Optional.empty());
      assertThat(hidden).isNotNull();
      return new CasOutcome.Unknown(new IllegalStateException("nobody knows"));
    }

    @Override
    public List<Entry> scan(Bytes after, Bytes before, int limit) {
      return store.scan(after, before, limit);
    }
  }
}
