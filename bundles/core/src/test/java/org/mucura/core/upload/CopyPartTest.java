package org.mucura.core.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mucura.core.upload.UploadBench.refused;

import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.object.CopySource;
import org.mucura.core.object.EtagMatch;
import org.mucura.core.object.ReadConditions;
import org.mucura.core.testing.ManualClock;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.blob.BlobRange;
import org.mucura.wire.ErrorCode;

/** Parts whose bytes are those of an object. */
public class CopyPartTest {

  private static final String KEY = "a/b";

  private final UploadBench bench =
      new UploadBench(new MemoryMetadataStore(), new MemoryBlobStore(1 << 26), new ManualClock());

  @Before
  public void makeBucket() {
    bench.newBucket();
  }

  @Test
  public void bytesOfAnObjectBecomeAPart() {
    bench.put("source", "hello world");
    UploadTarget upload = bench.begin(KEY);
    PartInfo whole = bench.uploads.copyPart(copy(upload, 1, Optional.empty()));
    PartInfo some = bench.uploads.copyPart(copy(upload, 2, Optional.of(new BlobRange(6, 5))));
    bench.complete(upload, whole, some);

    assertThat(bench.get(KEY)).isEqualTo("hello worldworld");
    UploadTarget other = bench.begin(KEY);
    refused(
        ErrorCode.INVALID_ARGUMENT,
        () -> bench.uploads.copyPart(copy(other, 1, Optional.of(new BlobRange(6, 6)))));
    bench.delete("source");
    refused(ErrorCode.NO_SUCH_KEY, () -> bench.uploads.copyPart(copy(other, 1, Optional.empty())));
  }

  @Test
  public void theSourceOfAPartHasConditions() {
    bench.put("source", "hello world");
    String etag = bench.head("source").etag();
    UploadTarget upload = bench.begin(KEY);
    CopySource unless =
        new CopySource(
            bench.bucket(),
            "source",
            new ReadConditions(
                Optional.empty(),
                Optional.of(EtagMatch.of(etag)),
                Optional.empty(),
                Optional.empty()));

    refused(
        ErrorCode.PRECONDITION_FAILED,
        () ->
            bench.uploads.copyPart(
                new CopyPart(new PartTarget(upload, 1), unless, Optional.empty())));
  }

  /** Of an upload that is gone nothing is read; of one that is there the source is missing. */
  @Test
  public void thereIsAnUploadBeforeThereIsASource() {
    CopySource none = new CopySource(bench.bucket(), "none", ReadConditions.NONE);
    UploadTarget upload = bench.begin(KEY);
    CopyPart copy = new CopyPart(new PartTarget(upload, 1), none, Optional.empty());
    refused(ErrorCode.NO_SUCH_KEY, () -> bench.uploads.copyPart(copy));
    bench.uploads.abort(upload);
    refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.uploads.copyPart(copy));
  }

  private CopyPart copy(UploadTarget upload, int number, Optional<BlobRange> range) {
    CopySource source = new CopySource(bench.bucket(), "source", ReadConditions.NONE);
    return new CopyPart(new PartTarget(upload, number), source, range);
  }
}
