package org.mucura.blobs.filesystem.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.filesystem.WatchedDisk;
import org.mucura.blobs.filesystem.disk.PosixDisk;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.OutOfSpaceException;

/** Segments that are rewritten while they are used, and what a crash leaves of it. */
public class CompactionTest {

  private static final int BOUND = 40_000;

  @Rule public final TemporaryFolder temporary = Folder.inMemory();

  private Folder folder;
  private WatchedDisk disk;

  @Before
  public void make() throws IOException {
    folder = Folder.in(temporary);
    disk = new WatchedDisk(folder.root());
  }

  @Test
  public void givesBackWhatIsNoLongerNeeded() throws Exception {
    try (SegmentStore store = folder.open()) {
      Set<BlobId> ids = write(store, 0, 250);
      long before = bytes();
      store.delete(take(ids, 200));

      store.compact();

      assertThat(bytes()).isLessThan(before / 2);
      assertHolds(store, ids);
      store.delete(take(ids, 50));
      store.compact();
    }
    try (SegmentStore store = folder.open()) {
      store.compact();
      assertHolds(store, Set.of());
      assertThat(folder.segmentFiles()).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  public void joinsSmallSegments() throws Exception {
    Set<BlobId> ids = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      try (SegmentStore store = folder.open()) {
        ids.addAll(write(store, i, 1));
      }
    }
    assertThat(folder.segmentFiles()).hasSize(10);

    try (SegmentStore store = folder.open()) {
      store.compact();

      assertThat(folder.segmentFiles()).hasSize(1);
      assertHolds(store, ids);
    }
  }

  @Test
  public void whatWasRemovedStaysSoThoughItsRemovalIsRewritten() throws Exception {
    try (SegmentStore store = folder.open()) {
      Set<BlobId> ids = write(store, 0, 100);
      Set<BlobId> removed = take(ids, 30);
      Set<BlobId> others = write(store, 100, 100);
      store.delete(removed);
      write(store, 200, 100);
      store.delete(others);
      store.compact();
      store.delete(take(ids, 1));
      ids.addAll(write(store, 300, 1));
    }
    for (int round = 0; round < 3; round++) {
      Files.delete(folder.indexFiles().get(round % folder.indexFiles().size()));
      try (SegmentStore store = folder.open()) {
        for (int i = 0; i < 30; i++) {
          assertThat(store.has(Folder.id(i))).isFalse();
        }
        store.compact();
      }
    }
  }

  @Test
  public void losesNothingWhereverItIsCutOff() throws Exception {
    Set<BlobId> ids;
    try (SegmentStore store = folder.open()) {
      ids = write(store, 0, 120);
      Set<BlobId> removed = new HashSet<>(ids);
      removed.removeIf(id -> id.mintedAt() % 6 == 0);
      store.delete(removed);
      ids.removeAll(removed);
    }
    Folder before = folder.copy(temporary.newFolder().toPath().resolve("before"));
    int calls = compactWithFailureAt(before, ids, Integer.MAX_VALUE);
    assertThat(calls).isGreaterThan(10);
    for (int failing = 1; failing <= calls; failing++) {
      compactWithFailureAt(before, ids, failing);
    }
  }

  @Test
  public void nothingComesBackWhereverTheRemovalOfDeadSegmentsIsCutOff() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (SegmentStore store = folder.open()) {
        // the newer segment is the first one to go, and has the removal of the older one's
        write(store, 10 - i, 1);
        store.delete(List.of(Folder.id(11 - i)));
      }
    }
    try (SegmentStore store = folder.open()) {
      store.delete(List.of(Folder.id(8)));
    }
    Folder before = folder.copy(temporary.newFolder().toPath().resolve("before"));
    int calls = compactWithFailureAt(before, Set.of(), Integer.MAX_VALUE);
    for (int failing = 1; failing <= calls; failing++) {
      compactWithFailureAt(before, Set.of(), failing);
    }
  }

  @Test
  public void anOutcomeThatFailedAndCouldNotBeTakenBackAtOnceUndoesNothing() throws Exception {
    Set<BlobId> ids;
    try (SegmentStore store = folder.open()) {
      ids = write(store, 0, 20);
      store.delete(take(ids, 15));
    }
    try (SegmentStore store = folder.open(disk)) {
      AtomicBoolean moved = new AtomicBoolean();
      disk.before(
          call -> {
            if (moved.get() && (call.equals("sync segments") || call.startsWith("delete seg"))) {
              throw new IOException("broken");
            }
            moved.compareAndSet(false, call.startsWith("move") && call.endsWith(".segment"));
          });
      assertThatThrownBy(store::compact).hasMessage("broken");
      Set<BlobId> next = new HashSet<>(ids);
      assertThatThrownBy(() -> store.delete(take(next, 1))).hasMessage("broken");
      disk.before(call -> {});

      store.delete(take(ids, 2));

      try (SegmentStore killed = folder.copy(temporary.newFolder().toPath()).open()) {
        assertHolds(killed, ids);
      }
    }
  }

  @Test
  public void rewritesASegmentOfManyContents() throws Exception {
    SegmentStore.Place place =
        new SegmentStore.Place(folder.segments(), folder.root().resolve("tmp"), 8 << 20);
    Room room = new Room(Files.getFileStore(folder.root()), 0);
    List<BlobId> ids = new ArrayList<>();
    try (SegmentStore store = new SegmentStore(place, new PosixDisk(), room)) {
      for (int i = 0; i < 34_000; i++) {
        ids.add(Folder.id(i));
        store.write(Folder.id(i), new byte[0]);
      }
    }
    try (SegmentStore store = new SegmentStore(place, new PosixDisk(), room)) {
      store.delete(ids.subList(0, 30_000));
      store.compact();
      assertThat(Folder.list(store)).hasSize(4_000);
    }
    assertThat(folder.segmentFiles().get(0)).hasFileName("0000000000000002.segment");
  }

  @Test
  public void givesBackRoomThoughOnlyTheReserveIsLeft() throws Exception {
    Set<BlobId> ids;
    try (SegmentStore store = folder.open()) {
      ids = write(store, 0, 120);
    }
    long before = bytes();
    SegmentStore.Place place =
        new SegmentStore.Place(folder.segments(), folder.root().resolve("tmp"), Folder.CAPACITY);
    Room room = new Room(Files.getFileStore(folder.root()), Long.MAX_VALUE / 2);
    try (SegmentStore store = new SegmentStore(place, new PosixDisk(), room)) {
      assertThatThrownBy(() -> write(store, 200, 1)).isInstanceOf(OutOfSpaceException.class);
      store.delete(take(ids, 110));

      store.compact();

      assertThat(bytes()).isLessThan(before / 2);
      assertHolds(store, ids);
    }
  }

  /** Tells how many calls there were. */
  private int compactWithFailureAt(Folder before, Set<BlobId> ids, int failing) throws IOException {
    folder = before.copy(temporary.getRoot().toPath().resolve("case"));
    disk = new WatchedDisk(folder.root());
    AtomicInteger calls = new AtomicInteger();
    SegmentStore store = folder.open(disk);
    Folder[] killed = new Folder[1];
    disk.before(
        call -> {
          if (calls.incrementAndGet() == failing) {
            killed[0] = folder.copy(temporary.getRoot().toPath().resolve("killed"));
            throw new IOException("broken");
          }
        });
    Throwable thrown = catchThrowable(store::compact);
    if (thrown != null) {
      assertThat(thrown).hasMessage("broken");
    }
    int count = calls.get();
    assertHolds(store, ids);
    disk.before(call -> {});
    store.close();
    try (SegmentStore again = folder.open()) {
      assertHolds(again, ids);
    }
    if (killed[0] != null) {
      try (SegmentStore again = killed[0].open()) {
        assertHolds(again, ids);
      }
    }
    return count;
  }

  @Test
  public void behavesAsAModelWhateverHappensAtOnce() throws Exception {
    Random random = new Random(7);
    Set<BlobId> alive = new HashSet<>();
    int next = 0;
    for (int round = 0; round < 4; round++) {
      SegmentStore store = folder.open();
      AtomicBoolean done = new AtomicBoolean();
      ExecutorService threads = Executors.newCachedThreadPool();
      Future<?> compactor =
          threads.submit(
              () -> {
                while (!done.get()) {
                  store.compact();
                }
                return true;
              });
      List<Future<Set<BlobId>>> workers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Set<BlobId> own = take(alive, alive.size() / (3 - i));
        workers.add(threads.submit(new Worker(store, own, next, random.nextLong())));
        next += Worker.STEPS;
      }
      for (Future<Set<BlobId>> worker : workers) {
        alive.addAll(worker.get());
      }
      done.set(true);
      compactor.get();
      threads.shutdown();
      assertHolds(store, alive);
      assertThat(Folder.scrub(store)).isEmpty();
      if (round % 2 == 0) {
        folder = folder.copy(temporary.getRoot().toPath().resolve("killed" + round));
      }
      store.close();
    }
  }

  /** Writes, reads and removes contents of its own. */
  private record Worker(SegmentStore store, Set<BlobId> alive, int first, long seed)
      implements Callable<Set<BlobId>> {

    static final int STEPS = 80;

    @Override
    public Set<BlobId> call() throws IOException {
      Random random = new Random(seed);
      List<BlobId> ids = new ArrayList<>(alive);
      for (int i = 0; i < STEPS; i++) {
        BlobId id = Folder.id(first + i);
        store.write(id, Folder.content(id, BOUND));
        ids.add(id);
        BlobId some = ids.get(random.nextInt(ids.size()));
        assertThat(Folder.read(store, some)).isEqualTo(Folder.content(some, BOUND));
        if (random.nextInt(8) == 0) {
          List<BlobId> going = new ArrayList<>();
          for (int j = random.nextInt(12); j >= 0 && !ids.isEmpty(); j--) {
            going.add(ids.remove(random.nextInt(ids.size())));
          }
          store.delete(going);
          for (BlobId gone : going) {
            assertThat(Folder.read(store, gone)).isNull();
          }
        }
      }
      return new HashSet<>(ids);
    }
  }

  @Test
  public void refusesWhatIsClosed() throws Exception {
    SegmentStore store = folder.open();
    BlobId id = write(store, 0, 1).iterator().next();
    store.close();
    store.close();
    assertThatThrownBy(() -> store.write(Folder.id(5), new byte[1]))
        .hasMessage("the store is closed");
    assertThat(Folder.read(store, id)).isEqualTo(Folder.content(id, BOUND));
    store.compact();
  }

  private long bytes() throws IOException {
    long bytes = 0;
    for (Path file : folder.segmentFiles()) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static Set<BlobId> write(SegmentStore store, int from, int count) throws IOException {
    Set<BlobId> ids = new HashSet<>();
    for (int i = from; i < from + count; i++) {
      BlobId id = Folder.id(i);
      store.write(id, Folder.content(id, BOUND));
      ids.add(id);
    }
    return ids;
  }

  /** Takes the oldest ones away. */
  private static Set<BlobId> take(Set<BlobId> ids, int count) {
    Set<BlobId> taken = new HashSet<>(ids.stream().sorted().limit(count).toList());
    ids.removeAll(taken);
    return taken;
  }

  private static void assertHolds(SegmentStore store, Set<BlobId> ids) throws IOException {
    for (BlobId id : ids) {
      assertThat(Folder.read(store, id)).as("%s", id).isEqualTo(Folder.content(id, BOUND));
    }
    assertThat(Folder.list(store)).containsExactlyInAnyOrderElementsOf(ids);
  }
}
