package org.mucura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.commit.ObjectCodec;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.commit.ObjectRecord;
import org.mucura.core.commit.ObjectVersion;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.metadata.rocksdb.BulkStore;
import org.mucura.metadata.rocksdb.RocksDbMetadataStore;
import org.mucura.metadata.rocksdb.RocksDbSettings;

public class FillTest {

  private static final Bucket BUCKET = new Bucket(2500);
  private static final ObjectCodec CODEC = new ObjectCodec();

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final BucketId id = BucketId.random();

  @Test
  public void aGatewayFindsWhatWasFilledAsIfItHadWrittenIt() throws Exception {
    RocksDbSettings settings = RocksDbSettings.of(folder.getRoot().toPath().resolve("metadata"));
    try (RocksDbMetadataStore store = new RocksDbMetadataStore(settings)) {
      begin(new RecordStore(store));
    }
    try (BulkStore store = new BulkStore(settings.path())) {
      new Fill(new RecordStore(store)).fill(BUCKET);
    }
    try (RocksDbMetadataStore store = new RocksDbMetadataStore(settings)) {
      RecordStore records = new RecordStore(store);
      List<Stored<ObjectRecord>> found =
          records.scan(ObjectKey.withPrefix(id, ""), BUCKET.keys() + 1, CODEC);
      assertThat(found).hasSize(BUCKET.keys());
      Set<Object> revisions = new HashSet<>();
      for (int i = 0; i < BUCKET.keys(); i++) {
        assertThat(ObjectKey.ofRecord(found.get(i).key()).key()).isEqualTo(BUCKET.key(i));
        assertThat(found.get(i).value()).isEqualTo(found.get(0).value());
        revisions.add(found.get(i).revision());
      }
      assertThat(revisions).hasSize(BUCKET.keys());
      Stored<ObjectRecord> any = found.get(1234);
      assertThat(records.replace(any, any.value(), CODEC)).isInstanceOf(Swap.Done.class);
    }
  }

  private void begin(RecordStore records) {
    Fields bucket = Fields.builder().bytes(1, id.bytes()).build();
    records.create(
        KeyWriter.of(RecordType.BUCKET).text(BUCKET.name()).key(), bucket, RecordCodec.PLAIN);
    ObjectVersion version =
        new ObjectVersion(7, true, Instant.ofEpochMilli(1), Optional.empty(), Fields.NONE);
    ObjectRecord first =
        new ObjectRecord(
            7, Optional.of(version), 7, Optional.empty(), Optional.empty(), Fields.NONE);
    records.create(new ObjectKey(id, BUCKET.key(0)).record(), first, CODEC);
  }
}
