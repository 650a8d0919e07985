package org.mucura.blobs.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.Test;
import org.mucura.spi.blob.BlobExistsException;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.OutOfSpaceException;
import org.mucura.spi.tests.blob.BlobStoreContract;
import org.mucura.spi.tests.blob.BlobStoreGap;

public class MemoryBlobStoreTest extends BlobStoreContract {

  private static final int MIB = 1 << 20;
  private static final BlobId A = new BlobId("a".repeat(32));
  private static final BlobId B = new BlobId("b".repeat(32));

  @Override
  protected BlobStore open() {
    return new MemoryBlobStore(256 * MIB);
  }

  @Override
  protected BlobStore openFull() {
    return new MemoryBlobStore(MIB - 1);
  }

  @Override
  protected Map<BlobStoreGap, String> gaps() {
    return Map.of(
        BlobStoreGap.VOLATILE, "it has no medium but the heap",
        BlobStoreGap.IN_HEAP, "it has no medium but the heap");
  }

  @Test
  public void countsWhatItHolds() throws Exception {
    MemoryBlobStore store = new MemoryBlobStore(1000);

    write(store, A, 600);
    assertThat(store.space().usable()).isEqualTo(400);
    assertThatThrownBy(() -> store.clone(A, B)).isInstanceOf(OutOfSpaceException.class);
    write(store, B, 400);
    assertThat(store.space().usable()).isZero();
    store.delete(List.of(A, A, B));
    assertThat(store.space().usable()).isEqualTo(1000);
  }

  @Test
  public void givesBackWhatAFailedWriteTook() throws Exception {
    MemoryBlobStore store = new MemoryBlobStore(1000);
    write(store, A, 400);

    assertThatThrownBy(() -> write(store, A, 10)).isInstanceOf(BlobExistsException.class);
    assertThatThrownBy(() -> write(store, B, 601)).isInstanceOf(OutOfSpaceException.class);
    assertThatThrownBy(
            () -> store.write(B, OptionalLong.of(9), new ByteArrayInputStream(new byte[8])))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> store.clone(A, A)).isInstanceOf(BlobExistsException.class);

    assertThat(store.space().usable()).isEqualTo(600);
  }

  private static void write(BlobStore store, BlobId id, int length) throws IOException {
    InputStream content = new ByteArrayInputStream(new byte[length]);
    store.write(id, OptionalLong.empty(), content);
  }
}
