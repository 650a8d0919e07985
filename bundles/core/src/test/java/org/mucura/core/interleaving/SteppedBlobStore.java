package org.mucura.core.interleaving;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.interleaving.Step.Kind;
import org.mucura.core.interleaving.Step.Touched;
import org.mucura.core.store.Stores;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.CloningBlobStore;
import org.mucura.spi.blob.ListableBlobStore;

/**
 * A store of which each call of a party is a step. Writing a new blob is a step behind which a
 * party may crash; but nobody else sees it before a record names it, so its order makes no
 * difference.
 */
final class SteppedBlobStore implements BlobStore, CloningBlobStore, ListableBlobStore {

  private final MemoryBlobStore store;

  SteppedBlobStore(MemoryBlobStore store) {
    this.store = store;
  }

  /** A call of a store. */
  private interface Call<T> {
    T make() throws IOException;
  }

  private static <T> T step(Step step, Call<T> call) throws IOException {
    Party party = Party.current();
    Fate fate = party == null ? Fate.NORMAL : party.await(step);
    T answer = call.make();
    if (party != null && fate == Fate.CRASH) {
      throw party.crash();
    }
    return answer;
  }

  private static Touched touched(BlobId id) {
    return Touched.blob(Bytes.utf8(id.digits()));
  }

  @Override
  public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
    Step step = new Step("write a blob", Kind.NEW_BLOB, List.of());
    return step(step, () -> store.write(id, size, content));
  }

  @Override
  public InputStream read(BlobId id, BlobRange range) throws IOException {
    if (id.equals(Stores.MARK)) {
      return store.read(id, range);
    }
    Step step = new Step("read a blob", Kind.READ, List.of(touched(id)));
    return step(step, () -> store.read(id, range));
  }

  @Override
  public long size(BlobId id) throws IOException {
    return store.size(id);
  }

  @Override
  public void delete(Collection<BlobId> ids) throws IOException {
    List<Touched> touched = ids.stream().map(SteppedBlobStore::touched).toList();
    boolean unused =
        step(
            new Step("delete blobs", Kind.BLOB_CHANGE, touched),
            () -> {
              store.delete(ids);
              return true;
            });
  }

  @Override
  public void clone(BlobId source, BlobId target) throws IOException {
    boolean unused =
        step(
            new Step("clone a blob", Kind.BLOB_CHANGE, List.of(touched(source))),
            () -> {
              store.clone(source, target);
              return true;
            });
  }

  @Override
  public List<BlobId> list(Optional<BlobId> after, int limit) {
    return store.list(after, limit);
  }
}
