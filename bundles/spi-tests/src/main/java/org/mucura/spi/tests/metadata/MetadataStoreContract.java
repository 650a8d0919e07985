package org.mucura.spi.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.Assume.assumeFalse;
import static org.junit.Assume.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Test;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;

/**
 * What {@link MetadataStore} promises, sentence by sentence. The test of a plug-in is a subclass
 * that says how to open a store:
 *
 * <pre>{@code
 * public class MemoryMetadataStoreTest extends MetadataStoreContract {
 *   @Override
 *   protected MetadataStore open() {
 *     return new MemoryMetadataStore();
 *   }
 * }
 * }</pre>
 *
 * <p>A store is held to all of it, save what its {@link MetadataCapabilities} disclaim. No test
 * expects {@link org.mucura.spi.metadata.CasOutcome.Unknown}: nothing fails here.
 */
public abstract class MetadataStoreContract extends MetadataSnapshotContract {

  private static final Bytes KEY = Bytes.utf8("key");

  @Test
  public void capabilitiesDoNotChange() throws Exception {
    MetadataCapabilities capabilities = store.capabilities();
    delete(KEY, create(KEY));
    assertThat(store.capabilities()).isEqualTo(capabilities);
    reopen();
    assertThat(store.capabilities()).isEqualTo(capabilities);
  }

  @Test
  public void aClosedStoreServesNobody() throws Exception {
    Revision revision = create(KEY);
    MetadataStore closed = store;
    reopen();
    assertUnserved(() -> closed.get(KEY));
    assertUnserved(() -> closed.get(List.of(KEY)));
    assertUnserved(() -> closed.scan(Bytes.EMPTY, Bytes.EMPTY, 1));
    assertUnserved(() -> closed.put(KEY, KEY, revision));
    assertUnserved(() -> closed.put(Bytes.utf8("other"), KEY, Revision.ABSENT));
    assertUnserved(() -> closed.delete(KEY, revision));
  }

  @Test
  public void closingEndsCallsUnderWayInOrder() throws Exception {
    int threads = 8;
    Map<Bytes, Revision> acknowledged = new ConcurrentHashMap<>();
    CountDownLatch underWay = new CountDownLatch(threads * 5);
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      MetadataStore used = store;
      int number = thread;
      running.add(begin(() -> callUntilClosed(used, number, acknowledged, underWay)));
    }
    underWay.await();
    boolean durable = store.capabilities().durableOnReturn();
    reopen();
    for (Future<?> call : running) {
      await(call);
    }
    if (durable) {
      acknowledged.forEach(
          (key, revision) ->
              assertThat(store.get(key).map(Entry::revision)).as("%s", key).contains(revision));
    }
  }

  @Test
  public void aDurableStoreKeepsEverything() throws Exception {
    assumeTrue(store.capabilities().durableOnReturn());
    List<Bytes> keys = new ArrayList<>();
    for (int i = 1000; i < 1300; i++) {
      keys.add(Bytes.utf8("key " + i));
    }
    createAll(keys);
    delete(keys.get(7), store.get(keys.get(7)).orElseThrow().revision());
    put(keys.get(8), Bytes.EMPTY, store.get(keys.get(8)).orElseThrow().revision());
    List<Entry> kept = store.scan(Bytes.EMPTY, Bytes.EMPTY, 1000);
    for (int round = 0; round < 3; round++) {
      reopen();
      assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, 1000)).isEqualTo(kept);
    }
  }

  @Test
  public void aDurableStoreKnowsItsRevisionsAgain() throws Exception {
    assumeTrue(store.capabilities().durableOnReturn());
    Revision passed = create(KEY);
    Revision current = put(KEY, KEY, passed);
    reopen();
    conflict(store.put(KEY, Bytes.EMPTY, passed));
    Revision next = put(KEY, Bytes.EMPTY, current);
    conflict(store.delete(KEY, current));
    delete(KEY, next);
  }

  @Test
  public void aRevisionOfAForgottenStoreConflicts() throws Exception {
    assumeFalse(store.capabilities().durableOnReturn());
    List<Revision> forgotten = changeOften();
    reopen();
    assertThat(changeOften()).doesNotContainAnyElementsOf(forgotten);
    forgotten.forEach(revision -> conflict(store.put(KEY, KEY, revision)));
  }

  @Test
  public void aRandomHistoryGoesAsInAModel() throws Exception {
    long seed = Long.getLong("mucura.seed", System.nanoTime());
    try {
      RandomHistory history = new RandomHistory(seed);
      for (int round = 0; round < 8; round++) {
        history.run(store, 150);
        if (store.capabilities().durableOnReturn()) {
          reopen();
        }
      }
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("repeat it with -Dmucura.seed=" + seed, e);
    }
  }

  private List<Revision> changeOften() {
    List<Revision> given = new ArrayList<>();
    Revision revision = Revision.ABSENT;
    for (int i = 0; i < 20; i++) {
      revision = put(KEY, KEY, revision);
      given.add(revision);
    }
    return given;
  }

  private static void callUntilClosed(
      MetadataStore used, int thread, Map<Bytes, Revision> done, CountDownLatch underWay) {
    try {
      for (int i = 0; ; i++) {
        Bytes key = Bytes.utf8("key " + thread + " " + i);
        done.put(key, applied(used.put(key, KEY, Revision.ABSENT)));
        used.get(List.of(key, KEY));
        used.scan(Bytes.EMPTY, Bytes.EMPTY, 100);
        underWay.countDown();
      }
    } catch (MetadataStoreException e) {
      if (underWay.getCount() > 0) {
        throw e;
      }
    }
  }

  private static void assertUnserved(ThrowingCallable call) {
    assertThatExceptionOfType(MetadataStoreException.class).isThrownBy(call);
  }
}
