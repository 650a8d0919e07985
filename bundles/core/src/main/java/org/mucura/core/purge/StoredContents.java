package org.mucura.core.purge;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.mucura.core.blob.Contents;
import org.mucura.core.bucket.BucketContents;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.commit.ObjectCodec;
import org.mucura.core.commit.ObjectData;
import org.mucura.core.commit.ObjectRecord;
import org.mucura.core.commit.ObjectVersion;
import org.mucura.core.commit.Redo;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ReclaimQueue;
import org.mucura.core.reclaim.ReclaimRecord;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.Stores;
import org.mucura.core.upload.UploadPurge;
import org.mucura.core.usage.Usage;
import org.mucura.core.usage.UsageTotal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The records in buckets. */
@Component(service = BucketContents.class)
public final class StoredContents implements BucketContents {

  private static final int LOOKED_AT_ONCE = 1_000;
  private static final int PURGED_AT_ONCE = 100;

  private final RecordStore records;
  private final ReclaimQueue reclaim;
  private final UploadPurge uploads;
  private final Usage usage;
  private final CurrentSettings settings;
  private final InstantSource clock;
  private final ObjectCodec codec = new ObjectCodec();

  @Activate
  public StoredContents(
      @Reference Stores stores, @Reference Usage usage, @Reference CurrentSettings settings) {
    this(stores, usage, settings, InstantSource.system());
  }

  /** With a clock of its own. */
  public StoredContents(Stores stores, Usage usage, CurrentSettings settings, InstantSource clock) {
    this.records = new RecordStore(stores.metadata());
    this.reclaim = new ReclaimQueue(records);
    this.uploads = new UploadPurge(stores, usage, settings, clock);
    this.usage = usage;
    this.settings = settings;
    this.clock = clock;
  }

  /** A tombstone is nothing, a delete marker is a version. */
  @Override
  public boolean isEmpty(BucketId bucket) {
    if (!records.scan(in(bucket, RecordType.VERSION), 1).isEmpty()) {
      return false;
    }
    KeyRange rest = in(bucket, RecordType.OBJECT);
    List<Stored<ObjectRecord>> read;
    do {
      read = records.scan(rest, LOOKED_AT_ONCE, codec);
      if (read.stream().anyMatch(object -> object.value().current().isPresent())) {
        return false;
      }
      rest = read.isEmpty() ? rest : rest.behind(read.get(read.size() - 1).key());
    } while (read.size() == LOOKED_AT_ONCE);
    return true;
  }

  @Override
  public boolean purge(BucketId bucket, String owner) {
    if (uploads.purge(bucket)) {
      return true;
    }
    List<Stored<ObjectRecord>> found =
        records.scan(in(bucket, RecordType.OBJECT), PURGED_AT_ONCE, codec);
    found.forEach(object -> purge(bucket, owner, object));
    if (found.isEmpty()) {
      usage.remove(bucket);
    }
    return !found.isEmpty();
  }

  /** Of an object there may be a tombstone, or what a writer left who was told of no success. */
  private void purge(BucketId bucket, String owner, Stored<ObjectRecord> object) {
    List<Contents> freed =
        new ArrayList<>(object.value().pending().map(Redo::freed).orElse(List.of()));
    List<Contents> current =
        object.value().current().flatMap(ObjectVersion::data).map(ObjectData::contents).stream()
            .toList();
    freed.addAll(current);
    ReclaimRecord entry = new ReclaimRecord(bucket, List.of(object.key()), freed);
    reclaim.add(clock.instant().plus(settings.get().reclaimGrace()), ReclaimQueue.newId(), entry);
    if (records.remove(object)) {
      current.forEach(c -> usage.add(bucket, owner, new UsageTotal(-c.size(), -1)));
    }
  }

  private static KeyRange in(BucketId bucket, RecordType type) {
    return KeyRange.ofPrefix(KeyWriter.of(type).raw(bucket.bytes()).key());
  }
}
