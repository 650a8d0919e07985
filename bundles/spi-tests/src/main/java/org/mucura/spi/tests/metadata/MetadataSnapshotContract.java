package org.mucura.spi.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.Assume.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;
import org.mucura.spi.metadata.SnapshotMetadataStore;

/** Of {@link MetadataStoreContract} what concerns snapshots, for stores that make them. */
public abstract class MetadataSnapshotContract extends MetadataThreadContract {

  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes B = Bytes.utf8("b");
  private static final Bytes C = Bytes.utf8("c");
  private static final int ALL = 10_000;

  private MetadataSnapshot snapshot() {
    assumeTrue(store instanceof SnapshotMetadataStore);
    return ((SnapshotMetadataStore) store).snapshot();
  }

  @Test
  public void aSnapshotShowsWhatThereWas() {
    Revision a = create(A);
    Revision b = create(B);
    try (MetadataSnapshot before = snapshot()) {
      List<Entry> all = store.scan(Bytes.EMPTY, Bytes.EMPTY, ALL);
      put(A, Bytes.utf8("later"), a);
      delete(B, b);
      create(C);

      assertThat(before.scan(Bytes.EMPTY, Bytes.EMPTY, ALL)).isEqualTo(all);
      assertThat(before.get(List.of(C, B, A)))
          .containsExactly(Optional.empty(), Optional.of(all.get(1)), Optional.of(all.get(0)));
      assertThat(before.get(List.of(C))).containsExactly(Optional.empty());
      assertThat(before.get(List.of())).isEmpty();
      try (MetadataSnapshot after = snapshot()) {
        assertThat(after.scan(Bytes.EMPTY, Bytes.EMPTY, ALL))
            .isEqualTo(store.scan(Bytes.EMPTY, Bytes.EMPTY, ALL));
      }
      assertThat(before.scan(Bytes.EMPTY, Bytes.EMPTY, ALL)).isEqualTo(all);
    }
  }

  @Test
  public void aSnapshotIsScannedAsTheStoreIs() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      Bytes key = smallKey(random);
      put(key, random(random, 20), store.get(key).map(Entry::revision).orElse(Revision.ABSENT));
    }
    try (MetadataSnapshot snapshot = snapshot()) {
      for (int i = 0; i < 300; i++) {
        Bytes after = i % 5 == 0 ? Bytes.EMPTY : smallKey(random);
        Bytes before = i % 7 == 0 ? Bytes.EMPTY : smallKey(random);
        int limit = 1 + random.nextInt(40);
        assertThat(snapshot.scan(after, before, limit)).isEqualTo(store.scan(after, before, limit));
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> snapshot.scan(Bytes.EMPTY, Bytes.EMPTY, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> snapshot.get(List.of(Bytes.EMPTY)));
    }
  }

  /** Each writer sets its first key, then its second one; no moment has the second ahead. */
  @Test
  public void aSnapshotIsOfOneMoment() throws Exception {
    int writers = 4;
    for (int writer = 0; writer < writers; writer++) {
      create(Bytes.utf8("first " + writer));
      create(Bytes.utf8("second " + writer));
    }
    AtomicBoolean ended = new AtomicBoolean();
    List<Future<?>> writing = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      int number = writer;
      writing.add(begin(() -> writePairs(number, ended)));
    }
    try {
      for (int i = 0; i < 50; i++) {
        try (MetadataSnapshot snapshot = snapshot()) {
          requireOneMoment(snapshot, writers);
          Thread.sleep(2);
          requireOneMoment(snapshot, writers);
        }
      }
    } finally {
      ended.set(true);
    }
    for (Future<?> future : writing) {
      await(future);
    }
  }

  private void writePairs(int writer, AtomicBoolean ended) {
    Bytes first = Bytes.utf8("first " + writer);
    Bytes second = Bytes.utf8("second " + writer);
    for (int i = 1000; !ended.get(); i++) {
      Bytes value = Bytes.utf8(String.valueOf(i));
      put(first, value, store.get(first).orElseThrow().revision());
      put(second, value, store.get(second).orElseThrow().revision());
    }
  }

  /** The keys are read apart, so that a view that moves on would be found out. */
  private static void requireOneMoment(MetadataSnapshot snapshot, int writers) {
    for (int writer = 0; writer < writers; writer++) {
      int second = number(snapshot, "second " + writer);
      int first = number(snapshot, "first " + writer);
      assertThat(first).as("writer %d", writer).isBetween(second, second + 1);
    }
  }

  /** Before a writer's first round the value is another one, and counts as the one before it. */
  private static int number(MetadataSnapshot snapshot, String key) {
    String value =
        new String(
            snapshot.get(List.of(Bytes.utf8(key))).get(0).orElseThrow().value().toArray(),
            StandardCharsets.UTF_8);
    return value.startsWith("value") ? 999 : Integer.parseInt(value);
  }

  @Test
  public void aClosedSnapshotServesNobody() {
    create(A);
    MetadataSnapshot snapshot = snapshot();
    snapshot.close();
    snapshot.close();
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> snapshot.scan(Bytes.EMPTY, Bytes.EMPTY, 1));
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> snapshot.get(List.of(A)));
  }

  @Test
  public void aSnapshotEndsWithItsStore() throws Exception {
    create(A);
    MetadataSnapshot snapshot = snapshot();
    reopen();
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> snapshot.scan(Bytes.EMPTY, Bytes.EMPTY, 1));
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> snapshot.get(List.of(A)));
    snapshot.close();
  }
}
