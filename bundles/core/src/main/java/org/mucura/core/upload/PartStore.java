package org.mucura.core.upload;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.Contents;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.core.reclaim.ReclaimQueue;
import org.mucura.core.reclaim.ReclaimRecord;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.usage.Usage;
import org.mucura.core.usage.UsageTotal;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/**
 * The records of parts. What they name goes to the reclaim queue before they stop naming it, and
 * counts in the bucket's usage as long as they do.
 */
final class PartStore {

  private static final int ATTEMPTS_MAX = 1000;
  private static final int READ_AT_ONCE = 1000;

  private final RecordStore records;
  private final ReclaimQueue reclaim;
  private final Usage usage;
  private final InstantSource clock;
  private final CurrentSettings settings;

  PartStore(RecordStore records, Usage usage, CurrentSettings settings, InstantSource clock) {
    this.records = records;
    this.reclaim = new ReclaimQueue(records);
    this.usage = usage;
    this.clock = clock;
    this.settings = settings;
  }

  /** The parts of these numbers, in their order, empty where there is none. */
  List<Optional<PartRecord>> find(UploadKey upload, List<Integer> numbers) {
    List<Optional<PartRecord>> found = new ArrayList<>(numbers.size());
    for (int from = 0; from < numbers.size(); from += READ_AT_ONCE) {
      List<Integer> some = numbers.subList(from, Math.min(from + READ_AT_ONCE, numbers.size()));
      List<Bytes> keys = some.stream().map(upload::part).toList();
      records.get(keys, PartRecord.CODEC).forEach(part -> found.add(part.map(Stored::value)));
    }
    return found;
  }

  /** The first parts of numbers behind {@code after}. */
  List<Stored<PartRecord>> scan(UploadKey upload, int after, int limit) {
    return records.scan(upload.parts().behind(upload.part(after)), limit, PartRecord.CODEC);
  }

  /** The first parts of a range, of whatever uploads. */
  List<Stored<PartRecord>> scan(KeyRange range, int limit) {
    return records.scan(range, limit, PartRecord.CODEC);
  }

  /** Puts a part into the place of whatever there is. */
  void put(UploadKey upload, PartRecord part) {
    Bytes key = upload.part(part.stored().number());
    Optional<Stored<PartRecord>> found = records.get(key, PartRecord.CODEC);
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      found.ifPresent(former -> free(upload, List.of(former)));
      Swap<PartRecord> swap = records.put(key, part, found, PartRecord.CODEC);
      if (!(swap instanceof Swap.Lost<PartRecord> lost)) {
        count(upload, part, part.size() - found.map(f -> f.value().size()).orElse(0L));
        return;
      }
      found = lost.current();
    }
    throw new S3Exception(ErrorCode.CONDITIONAL_REQUEST_CONFLICT);
  }

  /** Removes a part if it still has these contents, and frees them. */
  void withdraw(UploadKey upload, int number, Contents contents) {
    records
        .get(upload.part(number), PartRecord.CODEC)
        .filter(found -> found.value().contents().id().equals(contents.id()))
        .ifPresent(
            found -> {
              free(upload, List.of(found));
              remove(upload, found);
            });
  }

  /** Has contents freed unless a part, the upload or the object names them when they are due. */
  void free(UploadKey upload, List<Stored<PartRecord>> parts) {
    List<Bytes> owners = new ArrayList<>(parts.stream().map(Stored::key).toList());
    owners.add(upload.record());
    owners.add(upload.objectKey().record());
    List<Contents> contents = parts.stream().map(part -> part.value().contents()).toList();
    ReclaimRecord entry = new ReclaimRecord(upload.bucket(), owners, contents);
    reclaim.add(clock.instant().plus(settings.get().reclaimGrace()), ReclaimQueue.newId(), entry);
  }

  /** Removes the record of a part unless it was replaced. */
  void remove(UploadKey upload, Stored<PartRecord> part) {
    if (records.remove(part)) {
      count(upload, part.value(), -part.value().size());
    }
  }

  private void count(UploadKey upload, PartRecord part, long bytes) {
    usage.add(upload.bucket(), part.bucketOwner(), new UsageTotal(bytes, 0));
  }
}
