package org.mucura.core.walk;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mucura.core.reclaim.ContentNames;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;

/**
 * Goes through all blobs that are named, from a place on. Types of records come in the order in
 * which names move, so what moves is met at least once. What cannot be read is reported and passed
 * over.
 */
public final class ContentWalk {

  private final RecordReader reader;
  private final RecordBlobs named;
  private final List<? extends ContentNames> owners;

  private WalkPlace place;
  private final Deque<Entry> read = new ArrayDeque<>();
  private boolean endOfType;
  private @Nullable Entry record;
  private Iterator<NamedBlob> blobs = Collections.emptyIterator();

  /**
   * A walk that goes on from a place.
   *
   * @param owners in the order in which names move
   */
  public ContentWalk(
      RecordReader reader, RecordBlobs named, List<? extends ContentNames> owners, WalkPlace from) {
    this.reader = reader;
    this.named = named;
    this.owners = owners;
    this.place = from;
    resume(place);
  }

  /** The record that a pass was in may be gone, and then nothing of the next one is done. */
  private void resume(WalkPlace saved) {
    place = new WalkPlace(saved.type(), saved.after());
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
  public @Nullable NamedBlob next() {
    while (!blobs.hasNext()) {
      if (!nextRecord()) {
        return null;
      }
    }
    return blobs.next();
  }

  /** The blob that was given last is done. */
  public void done() {
    Bytes of = record == null ? Bytes.EMPTY : record.key();
    place = new WalkPlace(place.type(), place.after(), place.parts() + 1, of);
  }

  /** From where to go on if the walk ends here. */
  public WalkPlace place() {
    return place;
  }

  private boolean nextRecord() {
    if (record != null) {
      place = new WalkPlace(place.type(), record.key());
      record = null;
    }
    while (read.isEmpty()) {
      if (place.type() >= owners.size()) {
        return false;
      }
      if (endOfType) {
        place = new WalkPlace(place.type() + 1, Bytes.EMPTY);
        endOfType = false;
      } else {
        read.addAll(reader.read(owner().type(), place.after()));
        endOfType = read.isEmpty();
      }
    }
    Entry entry = read.remove();
    record = entry;
    blobs = named.of(owner(), entry).iterator();
    return true;
  }

  private ContentNames owner() {
    return owners.get(place.type());
  }
}
