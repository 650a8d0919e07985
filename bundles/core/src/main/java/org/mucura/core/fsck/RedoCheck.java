package org.mucura.core.fsck;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.fsck.Finding.Kind;
import org.mucura.core.reclaim.ContentOwner;
import org.mucura.core.walk.RecordReader;
import org.mucura.core.walk.Unreadable;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for what changes left to be done, and what nobody did since. */
final class RedoCheck {

  private static final Logger LOG = LoggerFactory.getLogger(RedoCheck.class);

  private final RecordStore records;
  private final Instant limit;
  private final Findings findings;

  /**
   * @param limit what is left since later is still to be done by others
   */
  RedoCheck(RecordStore records, Instant limit, Findings findings) {
    this.records = records;
    this.limit = limit;
    this.findings = findings;
  }

  void run(List<ContentOwner> owners, boolean repair) {
    for (ContentOwner owner : owners) {
      // what cannot be read is a finding of whoever follows the names
      RecordReader reader = new RecordReader(records, (after, before, cause) -> {});
      List<Entry> read = reader.read(owner.type(), Bytes.EMPTY);
      while (!read.isEmpty()) {
        read.forEach(entry -> look(owner, entry, repair));
        read = reader.read(owner.type(), read.get(read.size() - 1).key());
      }
    }
  }

  private void look(ContentOwner owner, Entry entry, boolean repair) {
    try {
      Stored<Fields> record = RecordStore.stored(entry, RecordCodec.PLAIN);
      if (isLeft(owner, record)) {
        lookAgain(owner, entry.key(), repair);
      }
    } catch (CorruptRecordException | IllegalArgumentException e) {
      // as above
    } catch (S3Exception e) {
      Unreadable.require(e);
    }
  }

  private boolean isLeft(ContentOwner owner, Stored<Fields> record) {
    return owner.leftSince(record).filter(limit::isAfter).isPresent();
  }

  private void lookAgain(ContentOwner owner, Bytes key, boolean repair) {
    Optional<Stored<Fields>> now =
        records.get(key, RecordCodec.PLAIN).filter(record -> isLeft(owner, record));
    if (now.isEmpty()) {
      return;
    }
    String since = String.valueOf(owner.leftSince(now.get()).orElse(limit));
    boolean mended = repair && mend(owner, now.get());
    findings.add(
        new Finding(
            Kind.REDO,
            "",
            key.toString(),
            Optional.of(owner.place(now.get()).key()),
            "what its last change left is not done, since " + since,
            mended));
  }

  /** Whether it was done; what a lost race keeps from it the next run looks at again. */
  private static boolean mend(ContentOwner owner, Stored<Fields> record) {
    try {
      owner.mend(record);
      return true;
    } catch (S3Exception e) {
      LOG.warn("{} is not mended this time", record.key(), e);
      return false;
    }
  }
}
