package org.mucura.core.commit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.format.Envelope;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.KeyWrap;
import org.mucura.core.seal.Seal;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.Revision;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An object's record and its key, as they are written, read whole, and read for a listing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordBenchmark {

  private final ObjectCodec codec = new ObjectCodec();
  private final ObjectKey key =
      new ObjectKey(BucketId.random(), "experiment/2026/run-00017/events-000001.root");
  private final ObjectRecord record = record();
  private final Entry entry = new Entry(key.record(), encoded(), new Revision(bytes(28)));

  private static ObjectRecord record() {
    Seal seal = new Seal(bytes(Seal.ID_LENGTH), bytes(KeyWrap.WRAPPED_LENGTH), 0x12345678);
    BlobRef blob = new BlobRef("default", new BlobId("0".repeat(32)));
    Contents contents = Contents.ofOne(new StoredPart(1, 4096, blob, seal, Optional.empty()));
    ObjectChecksum checksum = ObjectChecksum.ofBody(ChecksumAlgorithm.CRC64NVME, bytes(8));
    ObjectData data =
        new ObjectData(
            "123456789012",
            ObjectAttributes.NONE,
            "0123456789abcdef0123456789abcdef",
            contents,
            List.of(checksum),
            OptionalInt.of(0x12345678),
            Optional.empty());
    ObjectVersion version =
        new ObjectVersion(
            1_700_000_000_000_000L,
            true,
            Instant.ofEpochMilli(1_700_000_000_000L),
            Optional.of(data),
            Fields.NONE);
    return new ObjectRecord(
        version.sequence(),
        Optional.of(version),
        version.sequence(),
        Optional.empty(),
        Optional.empty(),
        Fields.NONE);
  }

  private static Bytes bytes(int length) {
    return Bytes.wrap(new byte[length]);
  }

  private Bytes encoded() {
    Bytes body = codec.write(record).encode();
    return new Envelope(1, bytes(Envelope.WRITE_ID_LENGTH), body).encode();
  }

  /** The key of the record. */
  @Benchmark
  public Bytes writeKey() {
    return key.record();
  }

  /** The object's key of the record's. */
  @Benchmark
  public ObjectKey readKey() {
    return ObjectKey.ofRecord(entry.key());
  }

  /** The whole record as bytes. */
  @Benchmark
  public Bytes write() {
    return encoded();
  }

  /** The whole record of bytes. */
  @Benchmark
  public ObjectRecord read() {
    return codec.read(RecordStore.body(entry));
  }

  /** What a listing shows of the record; a page has a thousand of these and of {@link #readKey}. */
  @Benchmark
  public Optional<ObjectSummary> readSummary() {
    return SummaryReader.visible(RecordStore.body(entry));
  }
}
