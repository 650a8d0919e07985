package org.mucura.core.walk;

import java.util.ArrayList;
import java.util.List;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartPages;
import org.mucura.core.blob.PartTable.Paged;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentNames;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;

/** The blobs that one record names. What cannot be read is reported and passed over. */
public final class RecordBlobs {

  private final RecordStore records;
  private final PartPages pages;
  private final WalkReport report;

  public RecordBlobs(RecordStore records, PartPages pages, WalkReport report) {
    this.records = records;
    this.pages = pages;
    this.report = report;
  }

  /** Those that are in use: at most as many as an upload can have parts. */
  public List<NamedBlob> of(ContentNames owner, Entry entry) {
    Stored<Fields> unread = new Stored<>(entry.key(), Fields.NONE, 0, entry.revision());
    List<NamedBlob> found = new ArrayList<>();
    try {
      Stored<Fields> opened = RecordStore.stored(entry, RecordCodec.PLAIN);
      BucketId bucket = owner.bucket(opened);
      for (Contents contents : owner.names(opened.value()).held()) {
        addBlobs(found, new Named(owner, opened, bucket, contents));
      }
    } catch (CorruptRecordException | IllegalArgumentException e) {
      report.record(owner, unread, e);
    }
    return found;
  }

  private record Named(
      ContentNames owner, Stored<Fields> record, BucketId bucket, Contents contents) {}

  private void addBlobs(List<NamedBlob> found, Named named) {
    Contents contents = named.contents();
    int count = contents.parts() instanceof Paged paged ? paged.pages().size() : 1;
    for (int page = 0; page < count; page++) {
      try {
        for (StoredPart part : pages.page(named.bucket(), contents, page)) {
          found.add(new NamedBlob(named.owner(), named.record(), named.bucket(), part));
        }
      } catch (CorruptRecordException | S3Exception e) {
        Unreadable.require(e);
        if (isHeld(named)) {
          report.page(named.owner(), named.record(), contents.id() + "/" + page, e);
        }
      }
    }
  }

  /** Pages go when their contents have lost their name. What cannot be read has not. */
  private boolean isHeld(Named named) {
    Bytes key = named.record().key();
    try {
      return records
          .get(key, RecordCodec.PLAIN)
          .map(now -> named.owner().names(now.value()).held())
          .orElse(List.of())
          .stream()
          .map(Contents::id)
          .anyMatch(named.contents().id()::equals);
    } catch (CorruptRecordException | IllegalArgumentException | S3Exception e) {
      Unreadable.require(e);
      return true;
    }
  }
}
