package org.mucura.spi.tests.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;
import org.mucura.spi.blob.BlobExistsException;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.CloningBlobStore;
import org.mucura.spi.blob.ListableBlobStore;
import org.mucura.spi.blob.NoSuchBlobException;
import org.mucura.spi.blob.SpaceReporting;

/**
 * What every {@link org.mucura.spi.blob.BlobStore} must do. A plug-in's test extends this class and
 * says how to {@link #open()} its store, to which {@link #openFull()} and, if need be, {@link
 * #gaps()} and {@link #close} come. It passes if the plug-in may be used.
 */
public abstract class BlobStoreContract extends BlobReadContract {

  private static final int WRITERS = 8;

  @Test
  public void declaresItsGaps() {
    Map<BlobStoreGap, String> gaps = gaps();

    assertThat(gaps.values()).as("reasons").doesNotContain("");
    assertThat(store instanceof ListableBlobStore)
        .isNotEqualTo(gaps.containsKey(BlobStoreGap.NO_LISTING));
    assertThat(store instanceof CloningBlobStore)
        .isNotEqualTo(gaps.containsKey(BlobStoreGap.NO_CLONING));
    assertThat(store instanceof SpaceReporting)
        .isNotEqualTo(gaps.containsKey(BlobStoreGap.NO_SPACE_REPORT));
  }

  @Test
  public void hasWhatItHadWhenOpenedAgain() throws Exception {
    require(BlobStoreGap.VOLATILE);
    GeneratedContent content = content(100_000);
    BlobId stays = written(content);
    BlobId empty = written(content(0));
    BlobId goes = written(content(100));
    store.delete(List.of(goes));

    reopen();

    assertHolds(stays, content);
    assertHolds(empty, content(0));
    assertAbsent(goes);
    assertThatThrownBy(() -> write(stays, content(1))).isInstanceOf(BlobExistsException.class);
  }

  @Test
  public void servesWhatItHasWhenFull() throws Exception {
    require(BlobStoreGap.VOLATILE);
    GeneratedContent content = content(100_000);
    BlobId id = written(content);

    reopenFull();

    assertHolds(id, content);
    store.delete(List.of(id));
    assertAbsent(id);
  }

  @Test
  public void servesManyThreads() throws Exception {
    List<Future<Map<BlobId, GeneratedContent>>> results = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      List<BlobId> ids = new ArrayList<>();
      for (int j = 0; j < 40; j++) {
        ids.add(newId());
      }
      results.add(threads.submit(writeReadAndDelete(ids)));
    }

    for (Future<Map<BlobId, GeneratedContent>> result : results) {
      for (Map.Entry<BlobId, GeneratedContent> kept : result.get().entrySet()) {
        assertHolds(kept.getKey(), kept.getValue());
      }
    }
  }

  /** Deletes every other one and returns the rest. */
  private Callable<Map<BlobId, GeneratedContent>> writeReadAndDelete(List<BlobId> ids) {
    return () -> {
      Map<BlobId, GeneratedContent> kept = new HashMap<>();
      for (BlobId id : ids) {
        GeneratedContent content = new GeneratedContent(id.hashCode(), kept.size() * 5000L);
        write(id, content);
        assertHolds(id, content);
        if (kept.size() % 2 == 0) {
          kept.put(id, content);
        } else {
          store.delete(List.of(id));
        }
      }
      return kept;
    };
  }

  @Test
  public void listsEveryBlobOnceInTheSameOrder() throws Exception {
    ListableBlobStore listable = listable();
    assertThat(listable.list(Optional.empty(), 10)).isEmpty();
    List<BlobId> ids = writtenSmall(60);

    List<BlobId> order = listable.list(Optional.empty(), 1000);
    assertThat(order).containsExactlyInAnyOrderElementsOf(ids);
    for (int limit : new int[] {1, 7, 59, 60, 61}) {
      assertThat(listed(listable, limit)).as("in pages of %s", limit).isEqualTo(order);
    }
    for (int i = 0; i < order.size(); i++) {
      assertThat(listable.list(Optional.of(order.get(i)), 3))
          .isEqualTo(order.subList(i + 1, Math.min(i + 4, order.size())));
    }
  }

  @Test
  public void listsOnBehindADeletedBlob() throws Exception {
    ListableBlobStore listable = listable();
    writtenSmall(30);
    List<BlobId> order = listable.list(Optional.empty(), 1000);

    List<BlobId> page = listable.list(Optional.empty(), 10);
    store.delete(page);

    assertThat(listable.list(Optional.of(page.get(9)), 1000)).isEqualTo(order.subList(10, 30));
    assertThat(listable.list(Optional.empty(), 1000)).isEqualTo(order.subList(10, 30));
  }

  @Test
  public void listsWhatStaysAmongWhatComesAndGoes() throws Exception {
    ListableBlobStore listable = listable();
    List<BlobId> staying = writtenSmall(40);
    List<BlobId> passing = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      passing.add(newId());
    }
    AtomicBoolean done = new AtomicBoolean();
    Future<?> writer =
        threads.submit(
            () -> {
              for (int i = 0; !done.get(); i = (i + 1) % passing.size()) {
                write(passing.get(i), new GeneratedContent(i, 10));
                store.delete(List.of(passing.get(i)));
              }
              return true;
            });

    Set<BlobId> known = new HashSet<>(staying);
    known.addAll(passing);
    for (int i = 0; i < 30; i++) {
      List<BlobId> listed = listed(listable, 7);
      assertThat(known).containsAll(listed);
      listed.removeAll(passing);
      assertThat(listed).containsExactlyInAnyOrderElementsOf(staying);
    }
    done.set(true);
    writer.get();
  }

  @Test
  public void givesACloneALifeOfItsOwn() throws Exception {
    CloningBlobStore cloning = cloning();
    for (int length : new int[] {0, 100, 200_000}) {
      GeneratedContent content = content(length);
      BlobId source = written(content);
      BlobId first = newId();
      BlobId second = newId();

      cloning.clone(source, first);
      cloning.clone(first, second);
      store.delete(List.of(first));

      assertAbsent(first);
      assertHolds(source, content);
      store.delete(List.of(source));
      assertAbsent(source);
      assertHolds(second, content);
      try (InputStream stream = store.read(second, new BlobRange(length / 2, length))) {
        store.delete(List.of(second));
        assertSame(stream, content.stream(new BlobRange(length / 2, length)));
      }
    }
  }

  @Test
  public void keepsCloneAndSourceWhenOpenedAgain() throws Exception {
    require(BlobStoreGap.VOLATILE);
    CloningBlobStore cloning = cloning();
    GeneratedContent content = content(100_000);
    BlobId source = written(content);
    BlobId target = newId();
    BlobId orphan = newId();
    cloning.clone(source, target);
    cloning.clone(source, orphan);
    store.delete(List.of(source));

    reopen();

    assertAbsent(source);
    assertHolds(target, content);
    assertHolds(orphan, content);
  }

  @Test
  public void clonesOnlyToAFreeIdAndFromABlob() throws Exception {
    CloningBlobStore cloning = cloning();
    GeneratedContent content = content(100);
    GeneratedContent other = content(200);
    BlobId source = written(content);
    BlobId taken = written(other);
    BlobId free = newId();

    assertThatThrownBy(() -> cloning.clone(source, taken)).isInstanceOf(BlobExistsException.class);
    assertThatThrownBy(() -> cloning.clone(source, source)).isInstanceOf(BlobExistsException.class);
    assertThatThrownBy(() -> cloning.clone(newId(), free)).isInstanceOf(NoSuchBlobException.class);

    assertHolds(source, content);
    assertHolds(taken, other);
    assertAbsent(free);
    cloning.clone(source, free);
    assertThatThrownBy(() -> write(free, other)).isInstanceOf(BlobExistsException.class);
    assertHolds(free, content);
  }

  @Test
  public void clonesNothingThatIsStillBeingWritten() throws Exception {
    CloningBlobStore cloning = cloning();
    BlobId source = newId();
    BlobId target = newId();
    WatchedStream.Event tryToClone =
        () ->
            assertThatThrownBy(() -> cloning.clone(source, target))
                .isInstanceOf(NoSuchBlobException.class);

    store.write(
        source,
        OptionalLong.empty(),
        new WatchedStream(content(200_000).stream(), 200_000, tryToClone));

    assertAbsent(target);
  }

  @Test
  public void reportsItsRoom() throws Exception {
    require(BlobStoreGap.NO_SPACE_REPORT);
    SpaceReporting.Space space = ((SpaceReporting) store).space();

    assertThat(space.usable()).isBetween(1L, space.total());
  }

  @Test
  public void reportsThatThereIsNoRoom() throws Exception {
    require(BlobStoreGap.NO_SPACE_REPORT);
    reopenFull();

    assertThat(((SpaceReporting) store).space().usable()).isBetween(0L, (1L << 20) - 1);
  }

  private ListableBlobStore listable() {
    require(BlobStoreGap.NO_LISTING);
    return (ListableBlobStore) store;
  }

  private CloningBlobStore cloning() {
    require(BlobStoreGap.NO_CLONING);
    return (CloningBlobStore) store;
  }

  private List<BlobId> writtenSmall(int count) throws IOException {
    List<BlobId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(written(content(i)));
    }
    return ids;
  }
}
