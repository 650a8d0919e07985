package org.mucura.spi.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.Test;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.CasOutcome.Conflict;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;

/** Of {@link MetadataStoreContract} what concerns many threads. */
public abstract class MetadataThreadContract extends MetadataChangeContract {

  private static final int THREADS = 8;

  private static final Bytes KEY = Bytes.utf8("key");

  @Test
  public void oneOfManyCreatesWins() throws Exception {
    long begin = System.nanoTime();
    for (int round = 0; more(round, begin); round++) {
      Bytes key = Bytes.utf8("key " + round);
      assertOneWins(race(thread -> store.put(key, value(thread), Revision.ABSENT)), key);
    }
  }

  @Test
  public void oneOfManyChangesWins() throws Exception {
    Revision revision = create(KEY);
    long begin = System.nanoTime();
    for (int round = 0; more(round, begin); round++) {
      Revision expected = revision;
      assertOneWins(race(thread -> store.put(KEY, value(thread), expected)), KEY);
      revision = store.get(KEY).orElseThrow().revision();
    }
  }

  @Test
  public void onePutOrDeleteWins() throws Exception {
    long begin = System.nanoTime();
    for (int round = 0; more(round, begin); round++) {
      Revision revision = create(KEY);
      List<CasOutcome> outcomes =
          race(
              thread ->
                  thread % 2 == 0
                      ? store.delete(KEY, revision)
                      : store.put(KEY, value(thread), revision));
      assertOneWins(outcomes, KEY);
      store.get(KEY).ifPresent(entry -> delete(KEY, entry.revision()));
    }
  }

  @Test
  public void incrementsOfOneCounterAddUp() throws Exception {
    long begin = System.nanoTime();
    List<Integer> increments =
        atOnce(
            THREADS,
            thread -> {
              int made = 0;
              while (more(made, begin)) {
                increment(KEY);
                made++;
              }
              return made;
            });
    int sum = increments.stream().mapToInt(Integer::intValue).sum();
    assertThat(text(store.get(KEY).orElseThrow().value())).isEqualTo(Integer.toString(sum));
  }

  @Test
  public void changesOfDifferentKeysDoNotConflict() throws Exception {
    atOnce(
        THREADS,
        thread -> {
          Revision revision = Revision.ABSENT;
          for (int i = 0; i < 30; i++) {
            revision = put(value(thread), count(i), revision);
          }
          return true;
        });
    assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, THREADS + 1))
        .hasSize(THREADS)
        .allMatch(entry -> entry.value().equals(count(29)));
  }

  @Test
  public void othersSeeAChangeOnceItIsAcknowledged() throws Exception {
    atOnce(
        THREADS,
        thread -> {
          for (int i = 0; i < 15; i++) {
            Bytes key = Bytes.utf8("key " + thread + " " + i);
            Bytes after = Bytes.utf8("key " + thread);
            Revision created = create(key);
            elsewhere(() -> assertThat(store.get(key)).isPresent());
            elsewhere(() -> assertThat(scanKeys(after, Bytes.EMPTY, 1)).containsExactly(key));
            Bytes value = count(i);
            Revision changed = put(key, value, created);
            elsewhere(() -> assertThat(store.get(key).orElseThrow().value()).isEqualTo(value));
            delete(key, changed);
            elsewhere(() -> assertThat(store.get(key)).isEmpty());
            elsewhere(() -> assertThat(scanKeys(after, Bytes.EMPTY, 1)).doesNotContain(key));
          }
          return true;
        });
  }

  @Test
  public void aChangeIsSeenWholeOrNotAtAll() throws Exception {
    Set<Entry> written = new HashSet<>();
    Set<Entry> seen = new HashSet<>();
    AtomicBoolean done = new AtomicBoolean();
    Future<?> reader =
        begin(
            () -> {
              while (!done.get()) {
                store.get(KEY).ifPresent(seen::add);
                seen.addAll(store.scan(Bytes.EMPTY, Bytes.EMPTY, 1));
              }
            });
    Revision revision = Revision.ABSENT;
    for (int i = 0; i < 150; i++) {
      byte[] content = new byte[i % 2 == 0 ? 10 : 60_000];
      Arrays.fill(content, (byte) i);
      Bytes value = Bytes.wrap(content);
      revision = put(KEY, value, revision);
      written.add(new Entry(KEY, value, revision));
    }
    done.set(true);
    await(reader);
    assertThat(seen).isNotEmpty().allMatch(written::contains);
  }

  @Test
  public void scanFindsWhatStaysWhileOthersComeAndGo() throws Exception {
    List<Bytes> staying = new ArrayList<>();
    for (int i = 1000; i < 1400; i += 2) {
      staying.add(Bytes.utf8("key " + i));
    }
    createAll(staying);
    AtomicBoolean done = new AtomicBoolean();
    Future<?> churn =
        begin(
            () -> {
              for (int i = 1001; !done.get(); i = i < 1399 ? i + 2 : 1001) {
                Bytes key = Bytes.utf8("key " + i);
                delete(key, create(key));
              }
            });
    for (int round = 0; round < 50; round++) {
      List<Bytes> found = scanKeys(Bytes.EMPTY, Bytes.EMPTY, 1000);
      assertThat(found).isSorted().doesNotHaveDuplicates().containsAll(staying);
    }
    done.set(true);
    await(churn);
  }

  @Test
  public void anInterruptedThreadGetsAnAnswerAndHarmsNobody() throws Exception {
    Revision before = create(KEY);
    whileInterrupted(() -> store.get(KEY));
    whileInterrupted(() -> store.scan(Bytes.EMPTY, Bytes.EMPTY, 1));
    whileInterrupted(() -> store.put(KEY, count(1), before));
    put(KEY, count(2), store.get(KEY).orElseThrow().revision());
    assertThat(store.get(KEY).orElseThrow().value()).isEqualTo(count(2));
  }

  /** Whether a race is to be run again: often, but a slow store is not to take all day. */
  private static boolean more(int round, long begin) {
    return round < 20 || (round < 5000 && System.nanoTime() - begin < 400_000_000);
  }

  private List<CasOutcome> race(IntFunction<CasOutcome> change) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    return atOnce(
        THREADS,
        thread -> {
          try {
            start.await();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
          return change.apply(thread);
        });
  }

  /** One change was made, and all others met what it left. */
  private void assertOneWins(List<CasOutcome> outcomes, Bytes key) {
    Optional<Entry> left = store.get(key);
    List<CasOutcome> winners = outcomes.stream().filter(Applied.class::isInstance).toList();
    assertThat(winners).hasSize(1);
    assertThat(((Applied) winners.get(0)).revision())
        .isEqualTo(left.map(Entry::revision).orElse(Revision.ABSENT));
    assertThat(outcomes)
        .filteredOn(outcome -> !winners.contains(outcome))
        .containsOnly(new Conflict(left));
  }

  private void increment(Bytes key) {
    while (true) {
      Optional<Entry> current = store.get(key);
      int next = current.map(entry -> Integer.parseInt(text(entry.value()))).orElse(0) + 1;
      Revision expected = current.map(Entry::revision).orElse(Revision.ABSENT);
      if (store.put(key, count(next), expected) instanceof Applied) {
        return;
      }
    }
  }

  private void whileInterrupted(Runnable call) throws Exception {
    Future<?> interrupted =
        begin(
            () -> {
              Thread.currentThread().interrupt();
              try {
                call.run();
              } catch (MetadataStoreException e) {
                // a store may refuse to wait
              }
            });
    await(interrupted);
  }

  private void elsewhere(Runnable check) {
    try {
      await(begin(check));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Bytes count(int number) {
    return Bytes.utf8(Integer.toString(number));
  }

  private static Bytes value(int thread) {
    return Bytes.utf8("of thread " + thread);
  }

  private static String text(Bytes value) {
    return new String(value.toArray(), StandardCharsets.UTF_8);
  }
}
