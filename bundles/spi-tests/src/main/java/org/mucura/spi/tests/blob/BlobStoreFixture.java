package org.mucura.spi.tests.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.rules.Timeout;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ListableBlobStore;
import org.mucura.spi.blob.NoSuchBlobException;

/** What a plug-in's test gives, and the words in which the contract is written. */
abstract class BlobStoreFixture {

  static final BlobRange WHOLE = new BlobRange(0, Long.MAX_VALUE);

  /** A test that hangs fails. */
  @Rule public final Timeout timeout = Timeout.seconds(120);

  /** Ids and contents are the same in every run. */
  final Random random = new Random(1);

  final ExecutorService threads = Executors.newCachedThreadPool();

  BlobStore store;

  /**
   * Opens the store. The medium is empty when a test begins; when it is opened again in the same
   * test, it has what it had.
   */
  protected abstract BlobStore open() throws Exception;

  /**
   * Opens a store, on the same medium if that has a sense, without room for 1 MiB. To be overridden
   * unless {@link BlobStoreGap#NEVER_FULL} is declared.
   */
  protected BlobStore openFull() throws Exception {
    throw new AssertionError("neither openFull() nor the gap NEVER_FULL");
  }

  /** Ends the use of {@code store}, as the container would. */
  protected void close(BlobStore store) throws Exception {
    if (store instanceof AutoCloseable closeable) {
      closeable.close();
    }
  }

  /** What the store lacks, each with the reason. */
  protected Map<BlobStoreGap, String> gaps() {
    return Map.of();
  }

  @Before
  public final void openEmpty() throws Exception {
    store = open();
  }

  @After
  public final void closeAtEnd() throws Exception {
    threads.shutdownNow();
    close(store);
  }

  final void reopen() throws Exception {
    close(store);
    store = open();
  }

  final void reopenFull() throws Exception {
    require(BlobStoreGap.NEVER_FULL);
    close(store);
    store = openFull();
  }

  final void require(BlobStoreGap gap) {
    assumeTrue(gap + ": " + gaps().get(gap), !gaps().containsKey(gap));
  }

  final BlobId newId() {
    return new BlobId(
        "%012x%016x%04x"
            .formatted(
                1_700_000_000_000L + random.nextInt(1 << 20),
                random.nextLong(),
                random.nextInt(1 << 16)));
  }

  final GeneratedContent content(long length) {
    return new GeneratedContent(random.nextLong(), length);
  }

  final BlobId written(GeneratedContent content) throws IOException {
    BlobId id = newId();
    write(id, content);
    return id;
  }

  final void write(BlobId id, GeneratedContent content) throws IOException {
    store.write(id, OptionalLong.of(content.length()), content.stream());
  }

  final void assertHolds(BlobId id, GeneratedContent content) throws IOException {
    assertThat(store.size(id)).isEqualTo(content.length());
    try (InputStream stream = store.read(id, WHOLE)) {
      assertSame(stream, content.stream());
    }
  }

  final void assertAbsent(BlobId id) throws IOException {
    assertThatThrownBy(() -> store.size(id)).isInstanceOf(NoSuchBlobException.class);
    assertThatThrownBy(() -> store.read(id, WHOLE)).isInstanceOf(NoSuchBlobException.class);
    if (store instanceof ListableBlobStore listable) {
      assertThat(listed(listable, 1000)).doesNotContain(id);
    }
  }

  static void assertSame(InputStream actual, InputStream expected) throws IOException {
    byte[] wanted = expected.readNBytes(1 << 16);
    long position = 0;
    while (wanted.length > 0) {
      byte[] got = actual.readNBytes(wanted.length);
      assertThat(Arrays.mismatch(got, wanted)).as("mismatch behind %s", position).isEqualTo(-1);
      position += wanted.length;
      wanted = expected.readNBytes(1 << 16);
    }
    assertThat(actual.read()).as("end at %s", position).isEqualTo(-1);
  }

  static List<BlobId> listed(ListableBlobStore listable, int limit) throws IOException {
    List<BlobId> all = new ArrayList<>();
    List<BlobId> page = listable.list(Optional.empty(), limit);
    all.addAll(page);
    while (page.size() == limit) {
      page = listable.list(Optional.of(page.get(limit - 1)), limit);
      all.addAll(page);
    }
    assertThat(page.size()).isLessThan(limit);
    return all;
  }
}
