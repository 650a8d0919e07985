package org.mucura.spi.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Test;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/** Of {@link MetadataStoreContract} what concerns put and delete by one client. */
public abstract class MetadataChangeContract extends MetadataReadContract {

  private static final Bytes KEY = Bytes.utf8("key");
  private static final Bytes OLD = Bytes.utf8("old");
  private static final Bytes NEW = Bytes.utf8("new");

  @Test
  public void putCreatesWhereNothingIs() {
    Revision revision = put(KEY, NEW, Revision.ABSENT);
    assertThat(revision.isAbsent()).isFalse();
    assertThat(store.get(KEY)).contains(new Entry(KEY, NEW, revision));
  }

  @Test
  public void putReplacesTheExpectedRevision() {
    Revision old = put(KEY, OLD, Revision.ABSENT);
    Revision revision = put(KEY, NEW, old);
    assertThat(revision).isNotEqualTo(old);
    assertThat(store.get(KEY)).contains(new Entry(KEY, NEW, revision));
  }

  @Test
  public void revisionsFromGetAndScanAreAsGoodAsThoseFromPut() {
    create(KEY);
    put(KEY, OLD, store.get(KEY).orElseThrow().revision());
    put(KEY, NEW, store.scan(Bytes.EMPTY, Bytes.EMPTY, 1).get(0).revision());
    delete(KEY, store.get(List.of(KEY)).get(0).orElseThrow().revision());
    assertThat(store.get(KEY)).isEmpty();
  }

  @Test
  public void putOfTheSameValueIsAChange() {
    Revision first = put(KEY, OLD, Revision.ABSENT);
    Revision second = put(KEY, OLD, first);
    assertThat(second).isNotEqualTo(first);
    conflict(store.put(KEY, NEW, first));
  }

  @Test
  public void putConflictsWhereSomethingIs() {
    Entry current = new Entry(KEY, OLD, put(KEY, OLD, Revision.ABSENT));
    assertThat(conflict(store.put(KEY, NEW, Revision.ABSENT)).current()).contains(current);
    assertThat(store.get(KEY)).contains(current);
  }

  @Test
  public void putConflictsAtAnotherRevision() {
    Revision passed = put(KEY, OLD, Revision.ABSENT);
    Entry current = new Entry(KEY, NEW, put(KEY, NEW, passed));
    assertThat(conflict(store.put(KEY, OLD, passed)).current()).contains(current);
    assertThat(store.get(KEY)).contains(current);
  }

  @Test
  public void putConflictsWhereNothingIsAnyMore() {
    Revision passed = put(KEY, OLD, Revision.ABSENT);
    delete(KEY, passed);
    assertThat(conflict(store.put(KEY, NEW, passed)).current()).isEmpty();
    assertThat(store.get(KEY)).isEmpty();
  }

  @Test
  public void deleteRemovesTheExpectedRevision() {
    Revision revision = create(KEY);
    delete(KEY, revision);
    assertThat(store.get(KEY)).isEmpty();
    assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, 10)).isEmpty();
  }

  @Test
  public void deleteConflictsAtAnotherRevision() {
    Revision passed = put(KEY, OLD, Revision.ABSENT);
    Entry current = new Entry(KEY, NEW, put(KEY, NEW, passed));
    assertThat(conflict(store.delete(KEY, passed)).current()).contains(current);
    assertThat(store.get(KEY)).contains(current);
  }

  @Test
  public void deleteConflictsWhereNothingIsAnyMore() {
    Revision passed = create(KEY);
    delete(KEY, passed);
    assertThat(conflict(store.delete(KEY, passed)).current()).isEmpty();
  }

  @Test
  public void deleteRefusesToExpectNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> store.delete(KEY, Revision.ABSENT));
    Revision revision = create(KEY);
    assertThatIllegalArgumentException().isThrownBy(() -> store.delete(KEY, Revision.ABSENT));
    assertThat(store.get(KEY).orElseThrow().revision()).isEqualTo(revision);
  }

  @Test
  public void aRevisionThatWasNeverGivenConflicts() {
    Bytes absent = Bytes.utf8("absent");
    put(KEY, OLD, Revision.ABSENT);
    Entry current = store.get(KEY).orElseThrow();
    Random random = new Random(11);
    Bytes real = current.revision().token();
    byte[] almost = real.toArray();
    almost[almost.length - 1] ^= 0x40;
    List<Bytes> tokens =
        List.of(
            bytes(0),
            Bytes.wrap(new byte[real.length()]),
            random(random, real.length()),
            random(random, 1000),
            Bytes.wrap(almost),
            real.concat(bytes(0)));
    for (Bytes token : tokens) {
      Revision foreign = new Revision(token);
      assertThat(conflict(store.put(KEY, NEW, foreign)).current()).contains(current);
      assertThat(conflict(store.delete(KEY, foreign)).current()).contains(current);
      assertThat(conflict(store.put(absent, NEW, foreign)).current()).isEmpty();
      assertThat(conflict(store.delete(absent, foreign)).current()).isEmpty();
    }
    assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, 10)).containsExactly(current);
  }

  @Test
  public void aRevisionIsNeverGivenTwice() throws Exception {
    Set<Revision> given = new HashSet<>();
    for (int round = 0; round < 40; round++) {
      Revision created = create(KEY);
      Revision changed = put(KEY, NEW, created);
      assertThat(given.add(created) && given.add(changed)).isTrue();
      delete(KEY, changed);
      if (round % 10 == 9 && store.capabilities().durableOnReturn()) {
        reopen();
      }
    }
    Revision current = create(KEY);
    for (Revision passed : given) {
      conflict(store.put(KEY, OLD, passed));
      conflict(store.delete(KEY, passed));
    }
    assertThat(store.get(KEY).orElseThrow().revision()).isEqualTo(current);
  }

  @Test
  public void aKeyDoesNotTouchItsNeighbours() {
    Bytes before = bytes('k', 'e', 'y', 0);
    Bytes prefix = bytes('k', 'e');
    Revision revision = create(KEY);
    create(before);
    create(prefix);
    delete(KEY, revision);
    assertThat(scanKeys(Bytes.EMPTY, Bytes.EMPTY, 10)).containsExactly(prefix, before);
  }

  @Test
  public void keysAreAnyBytesUpToTheLongest() {
    for (Bytes key : List.of(bytes(0), bytes(0xff), longest(0), longest(0xff), longest('/'))) {
      Revision revision = put(key, NEW, Revision.ABSENT);
      assertThat(store.get(key)).contains(new Entry(key, NEW, revision));
      assertThat(scanKeys(Bytes.EMPTY, Bytes.EMPTY, 10)).containsExactly(key);
      delete(key, revision);
    }
  }

  @Test
  public void valuesAreAnyBytesUpToTheLongest() {
    int max = store.capabilities().valueLengthMax();
    Random random = new Random(13);
    Revision revision = Revision.ABSENT;
    for (int length : new int[] {0, 1, MetadataCapabilities.VALUE_LENGTH_FLOOR, max, 0}) {
      Bytes value = random(random, length);
      revision = put(KEY, value, revision);
      assertThat(store.get(KEY)).contains(new Entry(KEY, value, revision));
      assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, 1))
          .containsExactly(new Entry(KEY, value, revision));
    }
  }

  @Test
  public void changesRefuseKeysOutOfBounds() {
    Revision revision = create(KEY);
    Bytes tooLong = Bytes.wrap(new byte[MetadataStore.KEY_LENGTH_MAX + 1]);
    for (Bytes key : List.of(Bytes.EMPTY, tooLong)) {
      assertThatIllegalArgumentException().isThrownBy(() -> store.put(key, NEW, Revision.ABSENT));
      assertThatIllegalArgumentException().isThrownBy(() -> store.put(key, NEW, revision));
      assertThatIllegalArgumentException().isThrownBy(() -> store.delete(key, revision));
    }
    assertThat(scanKeys(Bytes.EMPTY, Bytes.EMPTY, 10)).containsExactly(KEY);
  }

  @Test
  public void putRefusesAValueThatIsTooLong() {
    Bytes tooLong = Bytes.wrap(new byte[store.capabilities().valueLengthMax() + 1]);
    Entry current = new Entry(KEY, OLD, put(KEY, OLD, Revision.ABSENT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.put(KEY, tooLong, current.revision()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.put(Bytes.utf8("other"), tooLong, Revision.ABSENT));
    assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, 10)).containsExactly(current);
  }
}
