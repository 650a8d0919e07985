package org.mucura.core.reclaim;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentNames.Names;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of every record that names contents, types in the order in which names move. What
 * candidates are left at the end had no name all the time, provided that it was the same metadata
 * store all the time, which is looked after at each step. If there was no record at all, that is
 * rather a store too new or too empty to be believed.
 */
final class NamePass {

  private static final Logger LOG = LoggerFactory.getLogger(NamePass.class);

  private final RecordStore records;
  private final Pin pin;
  private final Candidates candidates;
  private final Manner manner;
  private final Iterator<ContentOwner> owners;
  private ContentOwner owner;
  private KeyRange range;
  private boolean isEmpty = true;

  /**
   * What is done on the way and at the end.
   *
   * @param mends whether what crashes left half done is finished
   * @param removes whether candidates without a name are removed
   */
  record Manner(boolean mends, boolean removes) {

    /** All that can be done. */
    static final Manner TIDYING = new Manner(true, true);
  }

  NamePass(Ground ground, Pin pin, Candidates candidates, Manner manner) {
    this.records = ground.records();
    this.pin = pin;
    this.candidates = candidates;
    this.manner = manner;
    this.owners = ground.owners().inOrder().iterator();
    this.owner = this.owners.next();
    this.range = owner.type().all();
  }

  /**
   * Reads some records.
   *
   * @return whether there are more; if not, what was left has been removed if it was to be
   * @throws IOException if the metadata store is not the one of the beginning any more, or what was
   *     left could not be removed
   */
  boolean step(int limit) throws IOException {
    List<Stored<Fields>> read = records.scan(range, limit, RecordCodec.PLAIN);
    pin.check();
    isEmpty &= read.isEmpty();
    read.forEach(this::take);
    if (read.size() == limit) {
      range = range.behind(read.get(limit - 1).key());
      return true;
    }
    if (owners.hasNext()) {
      owner = owners.next();
      range = owner.type().all();
      return true;
    }
    if (manner.removes()) {
      boolean unused = remove();
    }
    return false;
  }

  /**
   * Removes the candidates that are left.
   *
   * @return whether it did
   */
  boolean remove() throws IOException {
    if (isEmpty && !candidates.isEmpty()) {
      LOG.warn("no record names any contents: what no record names is left where it is");
      return false;
    }
    candidates.remove();
    return true;
  }

  private void take(Stored<Fields> record) {
    Names names = owner.names(record.value());
    if (!candidates.isEmpty()) {
      BucketId bucket = owner.bucket(record);
      names.held().forEach(contents -> candidates.drop(bucket, contents));
      names.freed().forEach(contents -> candidates.drop(bucket, contents));
    }
    if (!manner.mends()) {
      return;
    }
    try {
      owner.mend(record);
    } catch (S3Exception e) {
      LOG.warn("{} is not mended this time", record.key(), e);
    }
  }
}
