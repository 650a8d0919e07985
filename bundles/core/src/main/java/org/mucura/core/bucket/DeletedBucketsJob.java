package org.mucura.core.bucket;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.mucura.core.bucket.DeletedBuckets.Note;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.job.Job;
import org.mucura.core.store.Stores;
import org.mucura.spi.Bytes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Removes what deleted buckets left. A bucket is looked after for a day, because a writer that was
 * stopped in the middle may still leave something behind, which nobody was told of.
 */
@Component(service = Job.class)
public final class DeletedBucketsJob implements Job {

  private static final Duration KEPT = Duration.ofDays(1);

  private final DeletedBuckets deleted;
  private final BucketStore buckets;
  private final BucketContents contents;
  private final InstantSource clock;
  private Bytes position = Bytes.EMPTY;

  @Activate
  public DeletedBucketsJob(@Reference Stores stores, @Reference BucketContents contents) {
    this(new RecordStore(stores.metadata()), contents, InstantSource.system());
  }

  DeletedBucketsJob(RecordStore records, BucketContents contents, InstantSource clock) {
    this.deleted = new DeletedBuckets(records);
    this.buckets = new BucketStore(records);
    this.contents = contents;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "deleted-buckets";
  }

  @Override
  public Duration interval() {
    return Duration.ofMinutes(10);
  }

  @Override
  public boolean step() {
    List<Stored<Note>> next = deleted.scan(position, 1);
    if (next.isEmpty()) {
      position = Bytes.EMPTY;
      return false;
    }
    Stored<Note> note = next.get(0);
    if (!purge(note)) {
      position = note.key();
    }
    return true;
  }

  /** Returns whether there may be more to purge of this bucket now. */
  private boolean purge(Stored<Note> note) {
    BucketId id = DeletedBuckets.id(note);
    Optional<BucketRecord> alive =
        buckets
            .find(note.value().name())
            .map(Stored::value)
            .filter(record -> record.bucket().id().equals(id));
    if (alive.isPresent()) {
      if (alive.get().isInUse()) {
        deleted.remove(note);
      }
      return false;
    }
    if (contents.purge(id, note.value().owner())) {
      return true;
    }
    if (note.value().at().plus(KEPT).isBefore(clock.instant())) {
      deleted.remove(note);
    }
    return false;
  }
}
