package org.mucura.core.scrub;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartPages;
import org.mucura.core.blob.PartTable.Paged;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentOwner;
import org.mucura.core.scrub.Pass.Place;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;

/**
 * Goes through all blobs that are named, from a place on. Types of records come in the order in
 * which names move, so what moves is met at least once. What cannot be read is reported and passed
 * over.
 */
final class ContentWalk {

  private final RecordReader reader;
  private final PartPages pages;
  private final List<ContentOwner> owners;
  private final Reporter reporter;

  private Place place;
  private final Deque<Entry> read = new ArrayDeque<>();
  private boolean endOfType;
  private @Nullable Stored<Fields> record;
  private Iterator<NamedBlob> blobs = Collections.emptyIterator();

  ContentWalk(RecordReader reader, PartPages pages, List<ContentOwner> owners, Reporter reporter) {
    this.reader = reader;
    this.pages = pages;
    this.owners = owners;
    this.reporter = reporter;
    this.place = reporter.from().place();
    resume(place);
  }

  /** The record that a pass was in may be gone, and then nothing of the next one is done. */
  private void resume(Place saved) {
    place = new Place(saved.type(), saved.after());
    if (nextRecord()
        && record != null
        && place.type() == saved.type()
        && record.key().equals(saved.of())) {
      for (int i = 0; i < saved.parts() && blobs.hasNext(); i++) {
        blobs.next();
        done();
      }
    }
  }

  /** The next blob, or null at the end of all records. */
  @Nullable NamedBlob next() {
    while (!blobs.hasNext()) {
      if (!nextRecord()) {
        return null;
      }
    }
    return blobs.next();
  }

  /** The blob that was given last is done. */
  void done() {
    Bytes of = record == null ? Bytes.EMPTY : record.key();
    place = new Place(place.type(), place.after(), place.parts() + 1, of);
  }

  /** From where to go on if the walk ends here. */
  Place place() {
    return place;
  }

  private boolean nextRecord() {
    if (record != null) {
      place = new Place(place.type(), record.key());
      record = null;
    }
    while (read.isEmpty()) {
      if (place.type() >= owners.size()) {
        return false;
      }
      if (endOfType) {
        place = new Place(place.type() + 1, Bytes.EMPTY);
        endOfType = false;
      } else {
        read.addAll(reader.read(owner().type(), place.after()));
        endOfType = read.isEmpty();
      }
    }
    open(read.remove());
    return true;
  }

  private ContentOwner owner() {
    return owners.get(place.type());
  }

  private void open(Entry entry) {
    Stored<Fields> unread = new Stored<>(entry.key(), Fields.NONE, 0, entry.revision());
    record = unread;
    blobs = Collections.emptyIterator();
    try {
      Stored<Fields> opened =
          new Stored<>(entry.key(), RecordStore.body(entry), 0, entry.revision());
      BucketId bucket = owner().bucket(opened);
      List<Contents> held = owner().names(opened.value()).held();
      List<NamedBlob> found = new ArrayList<>();
      held.forEach(contents -> found.addAll(blobs(opened, bucket, contents)));
      blobs = found.iterator();
    } catch (CorruptRecordException | IllegalArgumentException e) {
      reporter.record(owner(), unread, e);
    }
  }

  /** All blobs of contents: at most as many as an upload can have parts. */
  private List<NamedBlob> blobs(Stored<Fields> opened, BucketId bucket, Contents contents) {
    List<NamedBlob> found = new ArrayList<>();
    int count = contents.parts() instanceof Paged paged ? paged.pages().size() : 1;
    for (int page = 0; page < count; page++) {
      try {
        for (StoredPart part : pages.page(bucket, contents, page)) {
          found.add(new NamedBlob(owner(), opened, bucket, part));
        }
      } catch (CorruptRecordException | S3Exception e) {
        Unreadable.require(e);
        if (isHeld(opened, contents)) {
          reporter.page(owner(), opened, contents.id() + "/" + page, e);
        }
      }
    }
    return found;
  }

  /** Pages go when their contents have lost their name. What cannot be read has not. */
  private boolean isHeld(Stored<Fields> opened, Contents contents) {
    try {
      return reader
          .again(opened.key())
          .map(now -> owner().names(now.value()).held())
          .orElse(List.of())
          .stream()
          .map(Contents::id)
          .anyMatch(contents.id()::equals);
    } catch (CorruptRecordException | IllegalArgumentException | S3Exception e) {
      Unreadable.require(e);
      return true;
    }
  }
}
