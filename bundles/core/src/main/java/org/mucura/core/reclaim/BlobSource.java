package org.mucura.core.reclaim;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartPages;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.lease.Lease;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ListableBlobStore;

/** The blobs of a store, if it can list them. */
final class BlobSource implements CandidateSource {

  private static final int PAGE = 10_000;
  private static final int BATCH_MAX = 100_000;

  private final Stores stores;
  private final PartPages pages;
  private final Pin pin;
  private final String store;
  private final long mintedBefore;
  private Optional<BlobId> after = Optional.empty();
  private boolean ended;

  /**
   * Lists a store from its beginning.
   *
   * @param mintedBefore only blobs from before this time are candidates, in milliseconds
   */
  BlobSource(Ground ground, Pin pin, String store, long mintedBefore) {
    this.stores = ground.stores();
    this.pages = ground.pages();
    this.pin = pin;
    this.store = store;
    this.mintedBefore = mintedBefore;
  }

  @Override
  public Optional<Candidates> next() throws IOException {
    Set<BlobId> found = new HashSet<>();
    while (!ended && found.size() < BATCH_MAX) {
      List<BlobId> page = list();
      page.stream()
          .filter(id -> id.mintedAt() < mintedBefore && !id.equals(Stores.MARK))
          .forEach(found::add);
      ended = page.size() < PAGE;
      after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(new Unnamed(found));
  }

  private List<BlobId> list() throws IOException {
    try (Lease<BlobStore> lease = stores.blobs(store)) {
      return lease.service() instanceof ListableBlobStore listable
          ? listable.list(after, PAGE)
          : List.of();
    }
  }

  /** Blobs of the store that no name was found for yet. */
  private final class Unnamed implements Candidates {

    private final Set<BlobId> blobs;

    Unnamed(Set<BlobId> blobs) {
      this.blobs = blobs;
    }

    @Override
    public boolean isEmpty() {
      return blobs.isEmpty();
    }

    @Override
    public void drop(BucketId bucket, Contents contents) {
      for (StoredPart part : pages.present(bucket, contents)) {
        if (part.blob().store().equals(store)) {
          blobs.remove(part.blob().id());
        }
      }
    }

    @Override
    public List<Orphan> left() {
      return blobs.stream().sorted().map(id -> new Orphan(store, id.digits())).toList();
    }

    @Override
    public void remove() throws IOException {
      if (!pin.owns(store)) {
        throw new IOException("content store " + store + " is not this installation's");
      }
      List<BlobRef> unnamed = new ArrayList<>();
      blobs.forEach(id -> unnamed.add(new BlobRef(store, id)));
      new BlobRemover(stores).remove(unnamed);
    }
  }
}
