package org.mucura.core.reclaim;

import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartPages;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.spi.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the reclaim queue: reads the owners of each entry again, deletes only what none of them
 * names, has them forget it, and removes the entry. Each step may be repeated.
 */
public final class Reclaimer {

  private static final Logger LOG = LoggerFactory.getLogger(Reclaimer.class);
  private static final int BATCH = 256;

  private final RecordStore records;
  private final ReclaimQueue queue;
  private final Holds holds;
  private final PartPages pages;
  private final Owners owners;
  private final BlobRemover blobs;
  private final InstantSource clock;

  /** Works off the queue of {@code ground}. */
  public Reclaimer(Ground ground, InstantSource clock) {
    this.records = ground.records();
    this.queue = new ReclaimQueue(records);
    this.holds = new Holds(records);
    this.pages = ground.pages();
    this.owners = ground.owners();
    this.blobs = new BlobRemover(ground.stores());
    this.clock = clock;
  }

  /** The first entries behind {@code after} that are due and not held, in order. */
  List<Stored<ReclaimRecord>> due(Bytes after, int limit) {
    return queue.due(holds.limit(clock.instant()), after, limit);
  }

  /** Works off what is due now, on this thread. */
  public void reclaimAll() {
    List<Stored<ReclaimRecord>> due = due(Bytes.EMPTY, BATCH);
    while (!due.isEmpty()) {
      due.forEach(this::reclaim);
      due = due(due.get(due.size() - 1).key(), BATCH);
    }
  }

  /**
   * Works off one entry.
   *
   * @return whether that succeeded; if not, the entry stays for later
   */
  boolean reclaim(Stored<ReclaimRecord> entry) {
    try {
      free(entry.value());
      Bytes id = ReclaimQueue.id(entry.key());
      for (Bytes owner : entry.value().owners()) {
        owners.ofKey(owner).reclaimed(owner, id);
      }
      records.remove(entry);
      return true;
    } catch (IOException | RuntimeException e) {
      // a damaged record, too, keeps no other entry waiting
      LOG.warn("reclaiming {} is put off", entry.key(), e);
      return false;
    }
  }

  private void free(ReclaimRecord entry) throws IOException {
    Set<BlobRef> lost = new HashSet<>();
    for (Contents contents : entry.contents()) {
      lost.addAll(blobs(entry.bucket(), contents));
    }
    Set<Bytes> heldIds = new HashSet<>();
    for (Bytes owner : entry.owners()) {
      for (Contents held : held(owner)) {
        heldIds.add(held.id());
        lost.removeAll(blobs(entry.bucket(), held));
      }
    }
    blobs.remove(lost);
    for (Contents contents : entry.contents()) {
      if (!heldIds.contains(contents.id())) {
        pages.remove(entry.bucket(), contents);
      }
    }
  }

  private List<Contents> held(Bytes key) {
    ContentOwner owner = owners.ofKey(key);
    Optional<Stored<Fields>> record =
        owner.fenced() ? records.touch(key) : records.get(key, RecordCodec.PLAIN);
    return record.map(found -> owner.names(found.value()).held()).orElse(List.of());
  }

  private Set<BlobRef> blobs(BucketId bucket, Contents contents) {
    Set<BlobRef> named = new HashSet<>();
    for (StoredPart part : pages.present(bucket, contents)) {
      named.add(part.blob());
    }
    return named;
  }
}
