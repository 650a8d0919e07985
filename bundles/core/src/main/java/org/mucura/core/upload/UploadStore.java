package org.mucura.core.upload;

import java.util.List;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.wire.ErrorCode;

/** The records of uploads. */
final class UploadStore {

  private final RecordStore records;
  private final UploadCodec codec = new UploadCodec();

  UploadStore(RecordStore records) {
    this.records = records;
  }

  Optional<Stored<UploadRecord>> find(UploadKey key) {
    return records.get(key.record(), codec);
  }

  /** An upload that a client can still see. */
  Stored<UploadRecord> underWay(UploadKey key) {
    return find(key)
        .filter(found -> found.value().isUnderWay())
        .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_UPLOAD));
  }

  Swap<UploadRecord> create(UploadKey key, UploadRecord record) {
    return records.create(key.record(), record, codec);
  }

  /** Moves an upload on, unless somebody else did. */
  Optional<Stored<UploadRecord>> move(Stored<UploadRecord> from, UploadState to) {
    Swap<UploadRecord> swap = records.replace(from, from.value().with(to), codec);
    return swap instanceof Swap.Done<UploadRecord> done
        ? Optional.of(done.stored())
        : Optional.empty();
  }

  boolean remove(Stored<UploadRecord> expected) {
    return records.remove(expected);
  }

  List<Stored<UploadRecord>> scan(KeyRange range, int limit) {
    return records.scan(range, limit, codec);
  }
}
