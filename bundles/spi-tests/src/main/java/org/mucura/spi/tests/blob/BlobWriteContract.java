package org.mucura.spi.tests.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.Test;
import org.mucura.spi.blob.BlobExistsException;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.OutOfSpaceException;

/** The sentences on {@link org.mucura.spi.blob.BlobStore#write}. */
abstract class BlobWriteContract extends BlobStoreFixture {

  private static final int MIB = 1 << 20;

  @Test
  public void keepsContentsOfAnyLength() throws Exception {
    int[] lengths = {0, 1, 2, 511, 4095, 4096, 4097, 65_535, 65_536, 65_537, 131_073, 3 * MIB + 1};
    for (int length : lengths) {
      GeneratedContent content = content(length);
      BlobId id = newId();

      assertThat(store.write(id, OptionalLong.of(length), content.stream())).isEqualTo(length);

      assertHolds(id, content);
    }
  }

  @Test
  public void keepsContentsOfUnknownLength() throws Exception {
    for (int length : new int[] {0, 1, 4096, 65_536, MIB + 1}) {
      GeneratedContent content = content(length);
      BlobId id = newId();

      assertThat(store.write(id, OptionalLong.empty(), content.stream())).isEqualTo(length);

      assertHolds(id, content);
    }
  }

  @Test
  public void takesAnyId() throws Exception {
    List<String> digits =
        List.of("0".repeat(32), "f".repeat(32), "0".repeat(31) + "1", "1" + "0".repeat(31));
    for (String id : digits) {
      write(new BlobId(id), new GeneratedContent(id.hashCode(), 10));
    }
    for (String id : digits) {
      assertHolds(new BlobId(id), new GeneratedContent(id.hashCode(), 10));
    }
  }

  @Test
  public void takesAContentThatTrickles() throws Exception {
    GeneratedContent content = content(1000);
    InputStream trickle =
        new FilterInputStream(content.stream()) {
          @Override
          public int read(byte[] target, int from, int count) throws IOException {
            return super.read(target, from, Math.min(count, 1));
          }
        };
    BlobId id = newId();

    store.write(id, OptionalLong.of(1000), trickle);

    assertHolds(id, content);
  }

  @Test
  public void readsTheContentInTheCallingThreadAndDoesNotCloseIt() throws Exception {
    WatchedStream watched = WatchedStream.calm(content(MIB).stream());

    store.write(newId(), OptionalLong.of(MIB), watched);

    assertThat(watched.readers()).containsExactly(Thread.currentThread());
    assertThat(watched.closed()).isFalse();
  }

  @Test
  public void doesNotCloseAContentThatFails() throws Exception {
    WatchedStream watched =
        new WatchedStream(content(100).stream(), 50, fails(new IOException("cut")));

    assertThatThrownBy(() -> store.write(newId(), OptionalLong.empty(), watched)).hasMessage("cut");

    assertThat(watched.closed()).isFalse();
  }

  @Test
  public void showsNothingUntilItReturns() throws Exception {
    GeneratedContent content = content(MIB);
    for (long position : new long[] {0, 1, MIB / 2, MIB}) {
      BlobId id = newId();
      InputStream watched = new WatchedStream(content.stream(), position, () -> assertAbsent(id));

      store.write(id, OptionalLong.of(MIB), watched);

      assertHolds(id, content);
    }
  }

  @Test
  public void leavesNothingOfAContentThatFails() throws Exception {
    List<BlobId> ids = new ArrayList<>();
    for (Throwable failure :
        List.of(new IOException("cut"), new IllegalStateException("bad"), new Error("worse"))) {
      for (long position : new long[] {0, 1, MIB / 2, MIB}) {
        BlobId id = newId();
        ids.add(id);
        InputStream failing = new WatchedStream(content(MIB).stream(), position, fails(failure));

        assertThat(catchThrowable(() -> store.write(id, OptionalLong.of(MIB), failing)))
            .isSameAs(failure);

        assertAbsent(id);
      }
    }
    reopen();
    for (BlobId id : ids) {
      assertAbsent(id);
    }
  }

  @Test
  public void refusesAContentShorterOrLongerThanAnnounced() throws Exception {
    for (int length : new int[] {0, 1, 4096, 65_536, MIB}) {
      for (int announced : new int[] {0, 1, length / 2, length - 1, length + 1, 2 * MIB}) {
        if (announced == length || announced < 0) {
          continue;
        }
        BlobId id = newId();

        assertThatThrownBy(
                () -> store.write(id, OptionalLong.of(announced), content(length).stream()))
            .as("%s announced, %s came", announced, length)
            .isInstanceOf(IOException.class);

        assertAbsent(id);
      }
    }
  }

  @Test
  public void keepsTheFirstBlobOfAnId() throws Exception {
    GeneratedContent first = content(5000);
    BlobId id = written(first);

    assertThatThrownBy(() -> write(id, content(5000))).isInstanceOf(BlobExistsException.class);
    assertThatThrownBy(() -> write(id, content(0))).isInstanceOf(BlobExistsException.class);

    assertHolds(id, first);
  }

  @Test
  public void letsOneOfSeveralWritersOfAnIdWin() throws Exception {
    BlobId id = newId();
    CountDownLatch together = new CountDownLatch(8);
    List<GeneratedContent> contents = new ArrayList<>();
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      GeneratedContent content = content(10_000 + i);
      contents.add(content);
      InputStream watched =
          new WatchedStream(content.stream(), content.length(), () -> meet(together));
      writers.add(threads.submit(() -> store.write(id, OptionalLong.empty(), watched)));
    }

    List<GeneratedContent> winners = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      try {
        writers.get(i).get();
        winners.add(contents.get(i));
      } catch (ExecutionException e) {
        assertThat(e).hasCauseInstanceOf(BlobExistsException.class);
      }
    }

    assertThat(winners).hasSize(1);
    assertHolds(id, winners.get(0));
  }

  @Test
  public void letsOtherCallsPassWhileWritesStall() throws Exception {
    CountDownLatch stalled = new CountDownLatch(32);
    CountDownLatch goOn = new CountDownLatch(1);
    List<Future<Long>> writers = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      BlobId id = newId();
      WatchedStream.Event stall =
          () -> {
            stalled.countDown();
            await(goOn);
          };
      InputStream content = new WatchedStream(content(2 * MIB).stream(), MIB, stall);
      writers.add(threads.submit(() -> store.write(id, OptionalLong.of(2 * MIB), content)));
    }
    stalled.await();

    GeneratedContent content = content(100);
    BlobId id = written(content);
    assertHolds(id, content);
    store.delete(List.of(id));
    assertAbsent(id);

    goOn.countDown();
    for (Future<Long> writer : writers) {
      assertThat(writer.get()).isEqualTo(2 * MIB);
    }
  }

  @Test
  public void takesABigContentInLittleMemory() throws Exception {
    require(BlobStoreGap.IN_HEAP);
    GeneratedContent big = content(64 * MIB);
    BlobId id = newId();
    long before = heapInUse();
    WatchedStream.Event look =
        () -> assertThat(heapInUse() - before).as("heap in use").isLessThan(16 * MIB);

    store.write(id, OptionalLong.of(big.length()), new WatchedStream(big.stream(), 63 * MIB, look));

    try (InputStream stream = store.read(id, WHOLE)) {
      assertSame(new WatchedStream(stream, 63 * MIB, look), big.stream());
    }
  }

  @Test
  public void saysThatItIsFull() throws Exception {
    reopenFull();
    for (OptionalLong size : List.of(OptionalLong.of(MIB), OptionalLong.empty())) {
      BlobId id = newId();

      assertThatThrownBy(() -> store.write(id, size, content(MIB).stream()))
          .isInstanceOf(OutOfSpaceException.class);

      assertAbsent(id);
    }
  }

  private static WatchedStream.Event fails(Throwable failure) {
    return () -> {
      if (failure instanceof IOException cut) {
        throw cut;
      } else if (failure instanceof RuntimeException bad) {
        throw bad;
      }
      throw (Error) failure;
    };
  }

  private static void meet(CountDownLatch latch) throws IOException {
    latch.countDown();
    await(latch);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static long heapInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
