package org.mucura.blobs.filesystem.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.filesystem.WatchedDisk;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;

/** How contents come, are found and go. */
public class SegmentStoreTest {

  private static final int BOUND = 20_000;

  @Rule public final TemporaryFolder temporary = Folder.inMemory();

  private Folder folder;
  private WatchedDisk disk;

  @Before
  public void make() throws IOException {
    folder = Folder.in(temporary);
    disk = new WatchedDisk(folder.root());
  }

  @Test
  public void hasEverythingAfterACloseAndAfterAKill() throws Exception {
    List<BlobId> ids = new ArrayList<>();
    try (SegmentStore store = folder.open()) {
      for (int i = 0; i < 300; i++) {
        ids.add(write(store, i));
      }
      store.delete(ids.subList(0, 150));
      assertThat(folder.segmentFiles()).hasSizeGreaterThan(2);
      assertHolds(store, ids.subList(150, 300), ids.subList(0, 150));

      Folder killed = folder.copy(folder.root().resolve("killed"));
      for (int round = 0; round < 2; round++) {
        try (SegmentStore again = killed.open()) {
          assertHolds(again, ids.subList(150, 300), ids.subList(0, 150));
          assertThat(Folder.scrub(again)).isEmpty();
        }
      }
    }
    try (SegmentStore again = folder.open()) {
      assertHolds(again, ids.subList(150, 300), ids.subList(0, 150));
      assertThat(folder.indexFiles()).hasSameSizeAs(folder.segmentFiles());
    }
  }

  @Test
  public void flushesManyWritersTogether() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    try (SegmentStore store = folder.open(disk)) {
      write(store, 0);
      CountDownLatch flushing = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      disk.before(
          call -> {
            if (call.startsWith("sync")) {
              flushing.countDown();
              uninterruptibly(goOn);
            }
          });
      List<Future<BlobId>> writers = new ArrayList<>();
      writers.add(threads.submit(() -> write(store, 1)));
      flushing.await();
      disk.calls();
      for (int i = 2; i < 17; i++) {
        int number = i;
        writers.add(threads.submit(() -> write(store, number)));
      }
      while (store.waiting() < 15) {
        Thread.sleep(1);
      }
      assertThat(Folder.read(store, Folder.id(1))).as("before its flush").isNull();
      goOn.countDown();
      for (Future<BlobId> writer : writers) {
        assertThat(Folder.read(store, writer.get())).isNotNull();
      }

      assertThat(disk.calls()).filteredOn(call -> call.startsWith("sync")).hasSize(2);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void isNotClosedBeforeWhatIsUnderWayHasEnded() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    SegmentStore store = folder.open(disk);
    write(store, 0);
    CountDownLatch flushing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    disk.before(
        call -> {
          if (call.startsWith("sync")) {
            flushing.countDown();
            uninterruptibly(goOn);
          }
        });
    Future<BlobId> writer = threads.submit(() -> write(store, 1));
    flushing.await();

    Future<Boolean> closer =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              store.close();
              return Thread.interrupted();
            });

    assertThatThrownBy(() -> closer.get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    goOn.countDown();
    assertThat(closer.get()).as("still interrupted").isTrue();
    assertThat(Folder.read(store, writer.get())).isNotNull();
    assertThat(folder.indexFiles()).hasSameSizeAs(folder.segmentFiles());
    threads.shutdownNow();
  }

  @Test
  public void flushesWhatAKilledProcessLeftBeforeItCounts() throws Exception {
    try (SegmentStore store = folder.open()) {
      write(store, 1);
      Folder killed = folder.copy(folder.root().resolve("killed"));
      WatchedDisk watched = new WatchedDisk(killed.root());
      try (SegmentStore again = killed.open(watched)) {
        String segment = "segments/0000000000000001.segment";
        assertThat(watched.calls())
            .startsWith("open " + segment, "truncate " + segment, "sync " + segment);
        assertThat(again.has(Folder.id(1))).isTrue();
      }
    }
  }

  @Test
  public void goesOnAfterAnError() throws Exception {
    try (SegmentStore store = folder.open(disk)) {
      write(store, 1);
      disk.before(
          call -> {
            throw new OutOfMemoryError("by a test");
          });
      assertThatThrownBy(() -> write(store, 2)).isInstanceOf(IOException.class);
      disk.before(call -> {});

      write(store, 3);

      assertThat(Folder.list(store)).containsExactlyInAnyOrder(Folder.id(1), Folder.id(3));
    }
  }

  @Test
  public void removesManyWithOneFlush() throws Exception {
    try (SegmentStore store = folder.open(disk)) {
      List<BlobId> ids = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        ids.add(write(store, i));
      }
      disk.calls();

      store.delete(ids);

      assertThat(disk.calls()).filteredOn(call -> call.startsWith("sync")).hasSize(1);
      assertThat(Folder.list(store)).isEmpty();
      store.delete(ids);
      assertThat(disk.calls()).isEmpty();
    }
  }

  @Test
  public void createsASegmentDurablyAndSealsItInOrder() throws Exception {
    try (SegmentStore store = folder.open(disk)) {
      write(store, 1);
      String unnamed = "tmp/0000000000000001.segment";
      String segment = "segments/0000000000000001.segment";
      assertThat(disk.calls())
          .startsWith(
              "delete " + unnamed, "create " + unnamed, "write " + unnamed, "sync " + unnamed)
          .containsSubsequence("move " + unnamed + " " + segment, "sync segments")
          .endsWith("write " + segment, "sync " + segment);
    }
    assertThat(disk.calls())
        .containsExactly(
            "write segments/0000000000000001.segment",
            "truncate segments/0000000000000001.segment",
            "sync segments/0000000000000001.segment",
            "delete tmp/0000000000000001.index",
            "create tmp/0000000000000001.index",
            "write tmp/0000000000000001.index",
            "sync tmp/0000000000000001.index",
            "move tmp/0000000000000001.index segments/0000000000000001.index",
            "sync segments");
  }

  @Test
  public void showsNothingOfAWriteThatFails() throws Exception {
    for (String failing : List.of("write segments", "sync segments")) {
      try (SegmentStore store = folder.open(disk)) {
        BlobId before = write(store, 1);
        disk.before(
            call -> {
              if (call.startsWith(failing)) {
                disk.before(other -> {});
                throw new IOException("broken");
              }
            });

        assertThatThrownBy(() -> write(store, 2)).hasMessage("broken");

        assertHolds(store, List.of(before), List.of(Folder.id(2)));
        BlobId after = write(store, 3);
        try (SegmentStore again = folder.copy(folder.root().resolve("killed")).open()) {
          assertHolds(again, List.of(before, after), List.of(Folder.id(2)));
        }
        store.delete(List.of(before, after));
      }
    }
  }

  @Test
  public void writesNothingBehindAFailureThatItCannotTakeBack() throws Exception {
    try (SegmentStore store = folder.open(disk)) {
      BlobId before = write(store, 1);
      disk.before(
          call -> {
            if (call.startsWith("sync") || call.startsWith("truncate")) {
              throw new IOException("broken");
            }
          });
      for (int i = 2; i < 5; i++) {
        int number = i;
        assertThatThrownBy(() -> write(store, number)).hasMessage("broken");
      }
      assertHolds(store, List.of(before), List.of());

      disk.before(call -> {});
      BlobId after = write(store, 5);
      assertHolds(store, List.of(before, after), List.of(Folder.id(2), Folder.id(4)));
    }
    try (SegmentStore store = folder.open(disk)) {
      assertHolds(store, List.of(Folder.id(1), Folder.id(5)), List.of(Folder.id(2)));
    }
  }

  @Test
  public void leavesOutAWriterThatIsInterruptedWhileItWaits() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(1);
    try (SegmentStore store = folder.open(disk)) {
      CountDownLatch flushing = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      disk.before(
          call -> {
            flushing.countDown();
            uninterruptibly(goOn);
          });
      Future<BlobId> before = threads.submit(() -> write(store, 1));
      flushing.await();
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> write(store, 2)).isInstanceOf(ClosedByInterruptException.class);

      assertThat(Thread.interrupted()).isTrue();
      goOn.countDown();
      assertHolds(store, List.of(before.get(), write(store, 3)), List.of(Folder.id(2)));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  public void anInterruptedReaderDisturbsNobody() throws Exception {
    try (SegmentStore store = folder.open()) {
      BlobId id = write(store, 1);
      for (int i = 0; i < 100; i++) {
        Thread reader =
            new Thread(
                () -> {
                  Thread.currentThread().interrupt();
                  assertThatThrownBy(() -> Folder.read(store, id))
                      .isInstanceOf(ClosedByInterruptException.class);
                });
        reader.start();
        assertThat(Folder.read(store, id)).isEqualTo(Folder.content(id, BOUND));
        reader.join();
      }
    }
  }

  @Test
  public void readsRanges() throws Exception {
    try (SegmentStore store = folder.open()) {
      BlobId id = write(store, 7);
      byte[] content = Folder.content(id, BOUND);
      int half = content.length / 2;

      assertThat(store.read(id, new BlobRange(half, 10)))
          .hasBinaryContent(slice(content, half, 10));
      assertThat(store.read(id, new BlobRange(half, Long.MAX_VALUE - half)))
          .hasBinaryContent(slice(content, half, content.length - half));
      assertThat(store.read(id, new BlobRange(content.length, 1))).isEmpty();
      assertThat(store.read(id, new BlobRange(Long.MAX_VALUE - 1, 1))).isEmpty();
    }
  }

  @Test
  public void listsThroughAllSegmentsInOrder() throws Exception {
    try (SegmentStore store = folder.open()) {
      List<BlobId> ids = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        ids.add(write(store, i));
      }
      Collections.shuffle(ids, new Random(1));
      store.delete(ids.subList(0, 100));
      List<BlobId> left = new ArrayList<>(ids.subList(100, 300));
      left.sort(SegmentStore::compare);

      List<BlobId> listed = new ArrayList<>();
      Optional<BlobId> after = Optional.empty();
      List<BlobId> page = store.list(after, 7);
      while (!page.isEmpty()) {
        listed.addAll(page);
        after = Optional.of(page.get(page.size() - 1));
        page = store.list(after, 7);
      }
      assertThat(listed).isEqualTo(left);
    }
  }

  private static void uninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] slice(byte[] bytes, int from, int length) {
    return Arrays.copyOfRange(bytes, from, from + length);
  }

  private static BlobId write(SegmentStore store, int number) throws IOException {
    BlobId id = Folder.id(number);
    store.write(id, Folder.content(id, BOUND));
    return id;
  }

  private static void assertHolds(SegmentStore store, List<BlobId> there, List<BlobId> gone)
      throws IOException {
    for (BlobId id : there) {
      assertThat(Folder.read(store, id)).as("%s", id).isEqualTo(Folder.content(id, BOUND));
      assertThat(store.size(id)).isEqualTo(Folder.content(id, BOUND).length);
    }
    for (BlobId id : gone) {
      assertThat(Folder.read(store, id)).as("%s", id).isNull();
      assertThat(store.has(id)).isFalse();
    }
    assertThat(Folder.list(store)).containsExactlyInAnyOrderElementsOf(there);
  }
}
