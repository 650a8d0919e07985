package org.mucura.spi.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.Test;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/** Of {@link MetadataStoreContract} what concerns get and scan. */
public abstract class MetadataReadContract extends MetadataStoreFixture {

  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes B = Bytes.utf8("b");
  private static final Bytes C = Bytes.utf8("c");
  private static final Bytes D = Bytes.utf8("d");

  @Test
  public void beginsEmpty() {
    assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, 10)).isEmpty();
    assertThat(store.get(A)).isEmpty();
  }

  @Test
  public void getsWhatWasPut() {
    Bytes value = Bytes.utf8("value");
    Revision revision = put(A, value, Revision.ABSENT);
    assertThat(store.get(A)).contains(new Entry(A, value, revision));
  }

  @Test
  public void getsInTheOrderAskedFor() {
    create(A);
    create(C);
    List<Optional<Entry>> found = store.get(List.of(C, B, A, D));
    assertThat(found).hasSize(4);
    assertThat(found.stream().map(entry -> entry.map(Entry::key)).toList())
        .containsExactly(Optional.of(C), Optional.empty(), Optional.of(A), Optional.empty());
  }

  @Test
  public void getsAKeyAsOftenAsAskedFor() {
    create(A);
    assertThat(store.get(List.of(A, B, A, B, A)))
        .containsExactly(
            store.get(A), Optional.empty(), store.get(A), Optional.empty(), store.get(A));
  }

  @Test
  public void noKeysGiveNoEntries() {
    create(A);
    assertThat(store.get(List.of())).isEmpty();
  }

  @Test
  public void getsManyKeysAtOnce() throws Exception {
    List<Bytes> keys = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      keys.add(Bytes.utf8("key " + i));
    }
    createAll(keys);
    List<Optional<Entry>> found = store.get(keys);
    assertThat(found.stream().map(entry -> entry.orElseThrow().key()).toList()).isEqualTo(keys);
  }

  @Test
  public void getRefusesKeysOutOfBounds() {
    Bytes tooLong = Bytes.wrap(new byte[MetadataStore.KEY_LENGTH_MAX + 1]);
    assertThatIllegalArgumentException().isThrownBy(() -> store.get(Bytes.EMPTY));
    assertThatIllegalArgumentException().isThrownBy(() -> store.get(tooLong));
    assertThatIllegalArgumentException().isThrownBy(() -> store.get(List.of(A, tooLong)));
  }

  @Test
  public void keysAreOrderedAsUnsignedBytes() throws Exception {
    Random random = new Random(7);
    TreeSet<Bytes> keys = new TreeSet<>();
    while (keys.size() < 300) {
      keys.add(smallKey(random));
    }
    for (int value = 0; value <= 0xff; value++) {
      keys.add(bytes(value));
      keys.add(bytes('k', value, 'k'));
    }
    List<Bytes> shuffled = new ArrayList<>(keys);
    Collections.shuffle(shuffled, random);
    createAll(shuffled);
    assertThat(scanKeys(Bytes.EMPTY, Bytes.EMPTY, 10_000)).containsExactlyElementsOf(keys);
  }

  @Test
  public void scanFindsTheEntriesThatGetFinds() {
    Revision first = create(A);
    Revision second = create(B);
    List<Entry> found = store.scan(Bytes.EMPTY, Bytes.EMPTY, 10);
    assertThat(found).containsExactly(store.get(A).orElseThrow(), store.get(B).orElseThrow());
    assertThat(found.stream().map(Entry::revision)).containsExactly(first, second);
  }

  @Test
  public void scanLeavesItsBoundsOut() {
    List.of(A, B, C, D).forEach(this::create);
    assertThat(scanKeys(A, D, 10)).containsExactly(B, C);
    assertThat(scanKeys(A, C, 10)).containsExactly(B);
    assertThat(scanKeys(A, B, 10)).isEmpty();
  }

  @Test
  public void emptyBoundsAreBeforeAndBehindEveryKey() {
    Bytes least = bytes(0);
    Bytes greatest = longest(0xff);
    List.of(least, B, greatest).forEach(this::create);
    assertThat(scanKeys(Bytes.EMPTY, Bytes.EMPTY, 10)).containsExactly(least, B, greatest);
    assertThat(scanKeys(Bytes.EMPTY, greatest, 10)).containsExactly(least, B);
    assertThat(scanKeys(least, Bytes.EMPTY, 10)).containsExactly(B, greatest);
    assertThat(scanKeys(greatest, Bytes.EMPTY, 10)).isEmpty();
    assertThat(scanKeys(Bytes.EMPTY, least, 10)).isEmpty();
  }

  @Test
  public void boundsNeedNotBeKeysOfTheStore() {
    List.of(B, D).forEach(this::create);
    assertThat(scanKeys(A, C, 10)).containsExactly(B);
    assertThat(scanKeys(C, Bytes.EMPTY, 10)).containsExactly(D);
    assertThat(scanKeys(Bytes.EMPTY, C, 10)).containsExactly(B);
  }

  @Test
  public void aPrefixComesBeforeWhatItBegins() {
    Bytes b0 = bytes('b', 0);
    Bytes b00 = bytes('b', 0, 0);
    Bytes bff = bytes('b', 0xff);
    List.of(bff, b00, C, b0, B).forEach(this::create);
    assertThat(scanKeys(A, C, 10)).containsExactly(B, b0, b00, bff);
    assertThat(scanKeys(B, b00, 10)).containsExactly(b0);
    assertThat(scanKeys(b0, bff, 10)).containsExactly(b00);
  }

  @Test
  public void noKeyIsBetweenBoundsInReverse() {
    List.of(A, B, C).forEach(this::create);
    assertThat(scanKeys(C, A, 10)).isEmpty();
    assertThat(scanKeys(B, B, 10)).isEmpty();
  }

  @Test
  public void aBoundMayBeTheLongestKeyAndOneByteMore() {
    Bytes longest = longest('x');
    create(longest);
    create(Bytes.utf8("y"));
    Bytes next = longest.concat(bytes(0));
    assertThat(scanKeys(longest, Bytes.EMPTY, 10)).containsExactly(Bytes.utf8("y"));
    assertThat(scanKeys(A, next, 10)).containsExactly(longest);
    assertThat(scanKeys(next, Bytes.EMPTY, 10)).containsExactly(Bytes.utf8("y"));
  }

  @Test
  public void scanStopsAtItsLimitAndNotBefore() throws Exception {
    List<Bytes> keys = new ArrayList<>();
    for (int i = 10_000; i < 11_500; i++) {
      keys.add(Bytes.utf8("key " + i));
    }
    createAll(keys);
    for (int limit : new int[] {1, 2, 999, 1000, 1001, 1499, 1500, 1501, Integer.MAX_VALUE}) {
      assertThat(scanKeys(Bytes.EMPTY, Bytes.EMPTY, limit))
          .as("limit %d", limit)
          .isEqualTo(keys.subList(0, Math.min(limit, keys.size())));
    }
    List<Bytes> paged = new ArrayList<>();
    List<Bytes> page = scanKeys(Bytes.EMPTY, Bytes.EMPTY, 100);
    while (page.size() == 100) {
      paged.addAll(page);
      page = scanKeys(last(page), Bytes.EMPTY, 100);
    }
    paged.addAll(page);
    assertThat(paged).isEqualTo(keys);
  }

  @Test
  public void scanPassesWhatWasDeleted() throws Exception {
    List<Bytes> keys = new ArrayList<>();
    for (int i = 1000; i < 1400; i++) {
      keys.add(Bytes.utf8("key " + i));
    }
    createAll(keys);
    atOnce(
        16,
        thread -> {
          for (int i = 1 + thread; i < keys.size() - 1; i += 16) {
            delete(keys.get(i), store.get(keys.get(i)).orElseThrow().revision());
          }
          return true;
        });
    assertThat(scanKeys(Bytes.EMPTY, Bytes.EMPTY, 2)).containsExactly(keys.get(0), last(keys));
  }

  @Test
  public void scanRefusesALimitBelowOne() {
    assertThatIllegalArgumentException().isThrownBy(() -> store.scan(Bytes.EMPTY, Bytes.EMPTY, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> store.scan(Bytes.EMPTY, Bytes.EMPTY, -1));
  }

  /** The longest key made of one byte. */
  static Bytes longest(int value) {
    byte[] key = new byte[MetadataStore.KEY_LENGTH_MAX];
    Arrays.fill(key, (byte) value);
    return Bytes.wrap(key);
  }

  private static Bytes last(List<Bytes> keys) {
    return keys.get(keys.size() - 1);
  }
}
