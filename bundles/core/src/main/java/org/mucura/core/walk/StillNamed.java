package org.mucura.core.walk;

import java.util.List;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartPages;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;

/** Looks whether a record names a blob still. */
public final class StillNamed {

  private final RecordStore records;
  private final PartPages pages;

  public StillNamed(RecordStore records, PartPages pages) {
    this.records = records;
    this.pages = pages;
  }

  /** Whether it does; metadata that cannot be read any more may. */
  public boolean test(NamedBlob wanted) {
    try {
      return names(wanted);
    } catch (CorruptRecordException | IllegalArgumentException | S3Exception e) {
      Unreadable.require(e);
      return true;
    }
  }

  private boolean names(NamedBlob wanted) {
    Optional<Stored<Fields>> now = records.get(wanted.record().key(), RecordCodec.PLAIN);
    List<Contents> held =
        now.map(record -> wanted.owner().names(record.value()).held()).orElse(List.of());
    return held.stream()
        .flatMap(contents -> pages.present(wanted.bucket(), contents).stream())
        .map(StoredPart::blob)
        .anyMatch(wanted.part().blob()::equals);
  }
}
