package org.mucura.spi.tests.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.Test;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.NoSuchBlobException;

/** The sentences on reading and removing. */
abstract class BlobReadContract extends BlobWriteContract {

  @Test
  public void readsTheRangeThatThereIs() throws Exception {
    int length = 200_000;
    GeneratedContent content = content(length);
    BlobId id = written(content);
    long far = Long.MAX_VALUE;

    assertRange(id, content, 0, 0);
    assertRange(id, content, 0, 1);
    assertRange(id, content, 0, length);
    assertRange(id, content, 0, length + 1);
    assertRange(id, content, 0, far);
    assertRange(id, content, 1, far - 1);
    assertRange(id, content, 70_000, 0);
    assertRange(id, content, 65_535, 2);
    assertRange(id, content, 131_072, 65_536);
    assertRange(id, content, length - 1, 1);
    assertRange(id, content, length - 500, 500);
    assertRange(id, content, length - 500, 501);
    assertRange(id, content, length, 0);
    assertRange(id, content, length, 1);
    assertRange(id, content, length + 1, 1);
    assertRange(id, content, far - 1, 1);
    assertRange(id, content, far, 0);
    for (int i = 0; i < 200; i++) {
      assertRange(id, content, random.nextInt(length), random.nextInt(length));
    }
  }

  @Test
  public void readsRangesOfAnEmptyBlob() throws Exception {
    GeneratedContent empty = content(0);
    BlobId id = written(empty);

    assertRange(id, empty, 0, 0);
    assertRange(id, empty, 0, 1);
    assertRange(id, empty, 1, Long.MAX_VALUE - 1);
  }

  @Test
  public void readsInAnyManner() throws Exception {
    GeneratedContent content = content(150_000);
    byte[] bytes = content.bytes();
    BlobId id = written(content);

    try (InputStream stream = store.read(id, new BlobRange(10, 140_000))) {
      assertThat(stream.read()).isEqualTo(bytes[10] & 0xff);
      assertThat(stream.read(new byte[0])).isZero();
      byte[] some = new byte[20];
      assertThat(stream.readNBytes(some, 5, 10)).isEqualTo(10);
      assertThat(Arrays.copyOfRange(some, 5, 15)).isEqualTo(Arrays.copyOfRange(bytes, 11, 21));
      assertThat(Arrays.copyOfRange(some, 0, 5)).containsOnly(0);
      assertThat(Arrays.copyOfRange(some, 15, 20)).containsOnly(0);
      stream.skipNBytes(100_000);
      assertThat(stream.readNBytes(9)).isEqualTo(Arrays.copyOfRange(bytes, 100_021, 100_030));
      assertThat(stream.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 100_030, 140_010));
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(stream.read(some)).isEqualTo(-1);
      assertThat(stream.skip(1)).isZero();
    }
  }

  @Test
  public void readsEveryByteAsItself() throws Exception {
    GeneratedContent content = content(5000);
    byte[] bytes = content.bytes();
    try (InputStream stream = store.read(written(content), WHOLE)) {
      for (byte expected : bytes) {
        assertThat(stream.read()).isEqualTo(expected & 0xff);
      }
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  public void readersOfABlobDoNotDisturbEachOther() throws Exception {
    GeneratedContent content = content(300_000);
    BlobId id = written(content);

    BlobRange part = new BlobRange(100_000, 100_000);
    try (InputStream one = store.read(id, WHOLE)) {
      one.skipNBytes(50_000);
      try (InputStream other = store.read(id, part)) {
        assertSame(other, content.stream(part));
      }
      assertSame(one, content.stream(new BlobRange(50_000, 250_000)));
    }
  }

  @Test
  public void letsAStreamBeClosedTwiceAndBeforeItsEnd() throws Exception {
    BlobId id = written(content(100_000));

    InputStream stream = store.read(id, WHOLE);
    assertThat(stream.read()).isNotNegative();
    stream.close();
    stream.close();
  }

  @Test
  public void readsOnWhatIsDeletedMeanwhile() throws Exception {
    GeneratedContent content = content(3 << 20);
    BlobId id = written(content);

    try (InputStream begun = store.read(id, WHOLE);
        InputStream fresh = store.read(id, WHOLE)) {
      begun.skipNBytes(1000);

      store.delete(List.of(id));

      assertAbsent(id);
      assertSame(begun, content.stream(new BlobRange(1000, content.length())));
      assertSame(fresh, content.stream());
    }
    assertAbsent(id);
  }

  @Test
  public void knowsNothingOfAnIdNeverWritten() throws Exception {
    BlobId id = newId();

    assertAbsent(id);
    assertThatThrownBy(() -> store.read(id, new BlobRange(0, 0)))
        .isInstanceOf(NoSuchBlobException.class);
  }

  @Test
  public void deletesWhatThereIs() throws Exception {
    GeneratedContent content = content(1000);
    BlobId stays = written(content);
    BlobId goes = written(content(1000));
    BlobId goesToo = written(content(0));
    BlobId never = newId();

    store.delete(List.of(never, goes, goes, newId(), goesToo));

    assertAbsent(goes);
    assertAbsent(goesToo);
    assertAbsent(never);
    assertHolds(stays, content);
  }

  @Test
  public void deletesAgainWithoutError() throws Exception {
    BlobId id = written(content(1000));

    store.delete(Set.of(id));
    store.delete(Set.of(id));
    store.delete(Set.of());
    store.delete(Set.of(newId()));

    assertAbsent(id);
  }

  @Test
  public void deletesManyAtOnce() throws Exception {
    BlobId[] ids = new BlobId[100];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = written(content(i));
    }

    store.delete(List.of(ids).subList(0, 99));

    for (BlobId id : List.of(ids).subList(0, 99)) {
      assertThatThrownBy(() -> store.size(id)).isInstanceOf(NoSuchBlobException.class);
    }
    assertThat(store.size(ids[99])).isEqualTo(99);
  }

  private void assertRange(BlobId id, GeneratedContent content, long offset, long length)
      throws IOException {
    BlobRange range = new BlobRange(offset, length);
    try (InputStream stream = store.read(id, range)) {
      assertSame(stream, content.stream(range));
    }
  }
}
