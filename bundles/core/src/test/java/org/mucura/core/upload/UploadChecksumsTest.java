package org.mucura.core.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mucura.core.upload.UploadBench.refused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.Before;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;
import org.mucura.wire.checksum.RunningChecksum;

/** The checksums of parts, and of the objects that they become. */
public class UploadChecksumsTest {

  private static final String KEY = "a/b";

  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 26);
  private final UploadBench bench =
      new UploadBench(new MemoryMetadataStore(), blobs, new ManualClock());

  @Before
  public void makeBucket() {
    bench.newBucket();
  }

  @Test
  public void checksumsAreJoinedFromTheParts() {
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      for (ChecksumType type : ChecksumType.values()) {
        if (!algorithm.supports(type)) {
          refused(
              ErrorCode.INVALID_REQUEST, () -> begin(Optional.of(algorithm), Optional.of(type)));
          continue;
        }
        UploadTarget upload = begin(Optional.of(algorithm), Optional.of(type));
        PartInfo one = bench.putPart(upload, 1, "hello ");
        PartInfo two = bench.putPart(upload, 2, "world");
        assertThat(one.checksum()).contains(checksum(algorithm, "hello "));
        Bytes expected =
            type == ChecksumType.FULL_OBJECT
                ? checksum(algorithm, "hello world").value()
                : Bytes.wrap(
                    algorithm.compose(
                        List.of(
                            checksum(algorithm, "hello ").value().toArray(),
                            checksum(algorithm, "world").value().toArray())));
        ObjectChecksum joined = new ObjectChecksum(algorithm, type, expected);
        ObjectChecksum wrong =
            new ObjectChecksum(algorithm, type, Bytes.wrap(new byte[algorithm.length()]));

        refused(ErrorCode.BAD_DIGEST, () -> completeWith(upload, type, wrong, one, two));
        refused(
            ErrorCode.INVALID_REQUEST, () -> completeWith(upload, other(type), joined, one, two));
        CompleteResult result = completeWith(upload, type, joined, one, two);

        assertThat(result.checksum()).contains(joined);
        assertThat(bench.head(KEY).checksum()).contains(joined);
        assertThat(result.partsCount()).isEqualTo(2);
      }
    }
  }

  @Test
  public void withoutAnAlgorithmTheObjectHasCrc64Nvme() {
    UploadTarget upload = bench.begin(KEY);
    PartInfo one = bench.putPart(upload, 1, "hello ");
    PartInfo two = bench.putPart(upload, 2, "world");
    assertThat(one.checksum()).isEmpty();

    assertThat(bench.complete(upload, one, two).checksum())
        .contains(checksum(ChecksumAlgorithm.CRC64NVME, "hello world"));
  }

  @Test
  public void aPartHasTheChecksumOfItsUpload() {
    UploadTarget upload = begin(Optional.of(ChecksumAlgorithm.CRC32), Optional.empty());
    ExpectedDigests other =
        new ExpectedDigests(
            Optional.empty(), Optional.of(ChecksumAlgorithm.SHA256), Optional::empty);
    ExpectedDigests wrong =
        new ExpectedDigests(
            Optional.empty(),
            Optional.of(ChecksumAlgorithm.CRC32),
            () -> Optional.of(Bytes.hex("00000000")));

    refused(ErrorCode.INVALID_REQUEST, () -> putPart(upload, "x", other));
    refused(ErrorCode.BAD_DIGEST, () -> putPart(upload, "x", wrong));
    assertThat(bench.partNumbers(upload)).isEmpty();
    assertThat(StoredBlobs.of(blobs)).isEmpty();
  }

  @Test
  public void aTypeNeedsAnAlgorithm() {
    refused(
        ErrorCode.INVALID_REQUEST,
        () -> begin(Optional.empty(), Optional.of(ChecksumType.COMPOSITE)));
  }

  @Test
  public void aListedChecksumIsCompared() {
    UploadTarget upload = begin(Optional.of(ChecksumAlgorithm.CRC32), Optional.empty());
    PartInfo part = bench.putPart(upload, 1, "hello");
    Bytes right = part.checksum().orElseThrow().value();
    CompletedPart good = new CompletedPart(1, part.etag(), Map.of(ChecksumAlgorithm.CRC32, right));
    CompletedPart bad =
        new CompletedPart(1, part.etag(), Map.of(ChecksumAlgorithm.CRC32, Bytes.hex("00000000")));

    refused(ErrorCode.INVALID_PART, () -> bench.uploads.complete(listing(upload, bad)));
    bench.uploads.complete(listing(upload, good));
  }

  private UploadTarget begin(Optional<ChecksumAlgorithm> algorithm, Optional<ChecksumType> type) {
    CreateUpload plain = bench.create(KEY);
    Upload begun =
        bench.uploads.create(
            new CreateUpload(
                plain.bucket(), KEY, plain.attributes(), algorithm, type, plain.account(), false));
    return bench.target(KEY, begun.id());
  }

  private CompleteResult completeWith(
      UploadTarget upload, ChecksumType type, ObjectChecksum checksum, PartInfo... parts) {
    return bench.uploads.complete(
        new CompleteUpload(
            upload,
            UploadBench.listed(parts),
            WriteCondition.NONE,
            OptionalLong.empty(),
            Optional.of(type),
            Optional.of(checksum)));
  }

  private static CompleteUpload listing(UploadTarget upload, CompletedPart part) {
    return new CompleteUpload(
        upload,
        List.of(part),
        WriteCondition.NONE,
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void putPart(UploadTarget upload, String text, ExpectedDigests expected) {
    bench.uploads.putPart(new PartTarget(upload, 1), UploadBench.body(text, expected));
  }

  private static ChecksumType other(ChecksumType type) {
    return type == ChecksumType.COMPOSITE ? ChecksumType.FULL_OBJECT : ChecksumType.COMPOSITE;
  }

  private static ObjectChecksum checksum(ChecksumAlgorithm algorithm, String text) {
    RunningChecksum running = algorithm.newChecksum();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    running.update(bytes, 0, bytes.length);
    return ObjectChecksum.ofBody(algorithm, Bytes.wrap(running.value()));
  }
}
