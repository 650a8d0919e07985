package org.mucura.core.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mucura.core.upload.UploadBench.refused;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.Adler32;
import org.junit.Before;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.format.Fields;
import org.mucura.core.object.EtagMatch;
import org.mucura.core.object.ObjectInfo;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.core.testing.UncertainMetadataStore;
import org.mucura.core.usage.UsageTotal;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobRange;
import org.mucura.wire.ErrorCode;

public class UploadsTest {

  private static final String KEY = "a/b";

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 26);
  private final ManualClock clock = new ManualClock();
  private final UploadBench bench = new UploadBench(metadata, blobs, clock);

  @Before
  public void makeBucket() {
    bench.newBucket();
  }

  @Test
  public void partsBecomeAnObject() throws Exception {
    UploadTarget upload = bench.begin(KEY);
    PartInfo two = bench.putPart(upload, 2, "world");
    PartInfo one = bench.putPart(upload, 1, "hello ");
    assertThat(bench.partNumbers(upload)).containsExactly(1, 2);

    CompleteResult result = bench.complete(upload, one, two);

    assertThat(bench.get(KEY)).isEqualTo("hello world");
    assertThat(result.etag()).isEqualTo(etag("hello ", "world"));
    ObjectInfo info = bench.head(KEY);
    assertThat(info.etag()).isEqualTo(result.etag());
    assertThat(info.size()).isEqualTo(11);
    assertThat(info.partsCount()).hasValue(2);
    assertThat(info.owner()).isEqualTo(UploadBench.ACCOUNT);
    Adler32 adler = new Adler32();
    adler.update("hello world".getBytes(StandardCharsets.UTF_8));
    assertThat(info.adler32()).isEqualTo(OptionalInt.of((int) adler.getValue()));
    assertThat(bench.headPart(KEY, 2).part().orElseThrow().range()).isEqualTo(new BlobRange(6, 5));
  }

  @Test
  public void attributesAreThoseOfTheBeginning() {
    ObjectAttributes attributes =
        new ObjectAttributes(
            Map.of("content-type", "text/plain", "cache-control", "no-store"),
            Map.of("colour", "grün"),
            "GLACIER_IR",
            Map.of("t", "1"));
    CreateUpload plain = bench.create(KEY);
    Upload begun =
        bench.uploads.create(
            new CreateUpload(
                plain.bucket(),
                KEY,
                attributes,
                plain.algorithm(),
                plain.type(),
                plain.account(),
                false));
    assertThat(begun.storageClass()).isEqualTo("GLACIER_IR");
    UploadTarget upload = bench.target(KEY, begun.id());
    bench.complete(upload, bench.putPart(upload, 1, "x"));

    assertThat(bench.head(KEY).attributes()).isEqualTo(attributes);
  }

  @Test
  public void anUploadThatEndedIsGone() {
    UploadTarget done = bench.begin(KEY);
    PartInfo part = bench.putPart(done, 1, "x");
    bench.complete(done, part);
    UploadTarget aborted = bench.begin(KEY);
    bench.uploads.abort(aborted);
    UploadTarget foreign = bench.target(KEY, "0".repeat(32));
    UploadTarget odd = bench.target(KEY, "../x");
    UploadTarget otherKey = bench.target("other", bench.begin(KEY).uploadId());

    for (UploadTarget upload : List.of(done, aborted, foreign, odd, otherKey)) {
      refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.putPart(upload, 1, "y"));
      refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.partNumbers(upload));
      refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.uploads.abort(upload));
    }
    for (UploadTarget upload : List.of(aborted, foreign, odd, otherKey)) {
      refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.complete(upload, part));
    }
  }

  @Test
  public void aRepeatedCompleteAnswersTheSameForADay() {
    UploadTarget upload = bench.begin(KEY);
    PartInfo one = bench.putPart(upload, 1, "hello ");
    PartInfo two = bench.putPart(upload, 2, "world");
    CompleteResult first = bench.complete(upload, one, two);
    bench.put(KEY, "newer");

    assertThat(bench.complete(upload, one, two)).isEqualTo(first);
    assertThat(bench.get(KEY)).isEqualTo("newer");
    refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.complete(upload, one));

    clock.advance(Duration.ofHours(24).plusSeconds(1));
    refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.complete(upload, one, two));
    bench.housekeep();
    assertThat(metadata.scan(Bytes.utf8("U"), Bytes.utf8("V"), 10)).isEmpty();
  }

  @Test
  public void theListOfPartsIsChecked() {
    UploadTarget upload = bench.begin(KEY);
    PartInfo one = bench.putPart(upload, 1, "hello ");
    PartInfo two = bench.putPart(upload, 2, "w");
    PartInfo three = bench.putPart(upload, 3, "x");

    refused(ErrorCode.MALFORMED_XML, () -> bench.complete(upload));
    refused(ErrorCode.INVALID_PART_ORDER, () -> bench.complete(upload, two, one));
    refused(ErrorCode.INVALID_PART_ORDER, () -> bench.complete(upload, one, one));
    refused(ErrorCode.INVALID_PART, () -> bench.complete(upload, one, renumbered(two, 4)));
    refused(ErrorCode.INVALID_PART, () -> bench.complete(upload, one, renumbered(one, 2)));
    refused(ErrorCode.INVALID_PART, () -> bench.complete(upload, renumbered(one, 10_001)));
    assertThatThrownBy(() -> bench.complete(upload, one, two, three))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.ENTITY_TOO_SMALL);
              assertThat(e.details())
                  .containsEntry("PartNumber", "2")
                  .containsEntry("ProposedSize", "1")
                  .containsEntry("MinSizeAllowed", "5");
            });
    refused(ErrorCode.NO_SUCH_KEY, () -> bench.head(KEY));

    bench.complete(upload, one, two);
    assertThat(bench.get(KEY)).isEqualTo("hello w");
  }

  @Test
  public void partNumbersHaveTheirRange() {
    UploadTarget upload = bench.begin(KEY);
    for (int bad : new int[] {-1, 0, 10_001}) {
      refused(ErrorCode.INVALID_ARGUMENT, () -> bench.putPart(upload, bad, "x"));
    }
    bench.complete(upload, bench.putPart(upload, 10_000, "x"));
    assertThat(bench.get(KEY)).isEqualTo("x");
  }

  @Test
  public void aPartIsReplaced() {
    UploadTarget upload = bench.begin(KEY);
    PartInfo former = bench.putPart(upload, 1, "former");
    PartInfo later = bench.putPart(upload, 1, "later");

    refused(ErrorCode.INVALID_PART, () -> bench.complete(upload, former));
    bench.complete(upload, later);

    assertThat(bench.get(KEY)).isEqualTo("later");
    bench.tidy();
    assertThat(bench.get(KEY)).isEqualTo("later");
    assertThat(blobCount()).isEqualTo(1);
  }

  @Test
  public void partsThatAreNotListedAreFreed() {
    UploadTarget upload = bench.begin(KEY);
    PartInfo one = bench.putPart(upload, 1, "hello ");
    bench.putPart(upload, 2, "not listed");
    bench.complete(upload, one);

    bench.tidy();

    assertThat(bench.get(KEY)).isEqualTo("hello ");
    assertThat(blobCount()).isEqualTo(1);
    assertThat(keysBut("Z", "M", "N", "n", "O", "J")).isEmpty();
  }

  @Test
  public void anAbortedUploadLeavesNothing() {
    UploadTarget upload = bench.begin(KEY);
    for (int number = 1; number <= 250; number++) {
      bench.putPart(upload, number, "part " + number);
    }
    bench.uploads.abort(upload);
    assertThat(bench.uploadKeys()).isEmpty();

    bench.tidy();

    assertThat(blobCount()).isZero();
    assertThat(keysBut("Z", "M", "N", "n", "J")).isEmpty();
  }

  @Test
  public void aCompletedObjectThatIsDeletedLeavesNothing() {
    UploadTarget upload = bench.begin(KEY);
    bench.complete(upload, bench.putPart(upload, 1, "hello "), bench.putPart(upload, 2, "world"));
    bench.delete(KEY);

    bench.tidy();

    assertThat(blobCount()).isZero();
    assertThat(keysBut("Z", "M", "N", "n", "J")).isEmpty();
  }

  @Test
  public void tenThousandPartsStandInPages() {
    UploadTarget upload = bench.begin(KEY);
    PartInfo[] parts = new PartInfo[10_000];
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      String text = "%05d".formatted(i);
      parts[i] = bench.putPart(upload, i + 1, text);
      whole.append(text);
    }
    bench.complete(upload, parts);

    assertThat(bench.get(KEY)).isEqualTo(whole.toString());
    assertThat(bench.head(KEY).partsCount()).hasValue(10_000);
    bench.tidy();
    assertThat(bench.get(KEY)).isEqualTo(whole.toString());
    assertThat(blobCount()).isEqualTo(10_000);
    bench.delete(KEY);
    bench.tidy();
    assertThat(blobCount()).isZero();
    assertThat(keysBut("Z", "M", "N", "n", "J")).isEmpty();
  }

  /** The change to "completing" is made when the gateway has given up, and names pages. */
  @Test
  public void aManifestThatMayBeWrittenLaterKeepsItsPages() {
    UncertainMetadataStore uncertain = new UncertainMetadataStore(metadata);
    UploadBench timedOut = new UploadBench(uncertain, blobs, clock);
    UploadTarget upload = bench.begin(KEY);
    PartInfo[] parts = new PartInfo[600];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = bench.putPart(upload, i + 1, "part " + i);
    }
    uncertain.putOff('U');
    refused(ErrorCode.SERVICE_UNAVAILABLE, () -> timedOut.complete(upload, parts));

    uncertain.makeUp();
    bench.housekeep();

    assertThat(bench.get(KEY)).startsWith("part 0part 1part 2").endsWith("part 599");
    bench.tidy();
    assertThat(bench.get(KEY)).endsWith("part 599");
  }

  @Test
  public void conditionsAreThoseOfTheObject() {
    bench.put(KEY, "old");
    String etag = bench.head(KEY).etag();
    UploadTarget upload = bench.begin(KEY);
    PartInfo part = bench.putPart(upload, 1, "new");
    WriteCondition other = WriteCondition.ifMatch(EtagMatch.of("0"));

    refused(
        ErrorCode.PRECONDITION_FAILED,
        () -> bench.complete(upload, WriteCondition.IF_ABSENT, part));
    refused(ErrorCode.PRECONDITION_FAILED, () -> bench.complete(upload, other, part));
    assertThat(bench.partNumbers(upload)).containsExactly(1);
    assertThat(bench.get(KEY)).isEqualTo("old");

    bench.complete(upload, WriteCondition.ifMatch(EtagMatch.of(etag)), part);
    assertThat(bench.get(KEY)).isEqualTo("new");
  }

  @Test
  public void whoMayOnlyCreateDoesNotReplace() {
    CreateUpload plain = bench.create(KEY);
    Upload begun =
        bench.uploads.create(
            new CreateUpload(
                plain.bucket(),
                KEY,
                plain.attributes(),
                plain.algorithm(),
                plain.type(),
                plain.account(),
                true));
    UploadTarget upload = bench.target(KEY, begun.id());
    PartInfo part = bench.putPart(upload, 1, "new");
    bench.put(KEY, "old");

    refused(ErrorCode.ACCESS_DENIED, () -> bench.complete(upload, part));
    bench.delete(KEY);
    bench.complete(upload, part);
    assertThat(bench.get(KEY)).isEqualTo("new");
  }

  @Test
  public void theSizeIsChecked() {
    UploadTarget upload = bench.begin(KEY);
    PartInfo part = bench.putPart(upload, 1, "hello");
    CompleteUpload wrong =
        new CompleteUpload(
            upload,
            UploadBench.listed(part),
            WriteCondition.NONE,
            OptionalLong.of(6),
            Optional.empty(),
            Optional.empty());

    refused(ErrorCode.INVALID_REQUEST, () -> bench.uploads.complete(wrong));
  }

  @Test
  public void partsAreListedInPages() {
    UploadTarget upload = bench.begin(KEY);
    for (int number : new int[] {1, 5, 7, 10_000}) {
      bench.putPart(upload, number, "part");
    }
    PartPage first = bench.uploads.listParts(new PartQuery(upload, 0, 2));
    PartPage second = bench.uploads.listParts(new PartQuery(upload, first.next().orElseThrow(), 2));

    assertThat(first.parts()).extracting(PartInfo::number).containsExactly(1, 5);
    assertThat(first.next()).hasValue(5);
    assertThat(second.parts()).extracting(PartInfo::number).containsExactly(7, 10_000);
    assertThat(second.next()).isEmpty();
    assertThat(bench.uploads.listParts(new PartQuery(upload, 10_000, 2)).parts()).isEmpty();
    assertThat(bench.uploads.listParts(new PartQuery(upload, 70_000, 2)).parts()).isEmpty();
    PartPage none = bench.uploads.listParts(new PartQuery(upload, 0, 0));
    assertThat(none.parts()).isEmpty();
    assertThat(none.next()).isEmpty();
  }

  @Test
  public void partsCountInTheUsage() {
    Bucket bucket = bench.bucket();
    UploadTarget upload = bench.begin(KEY);
    PartInfo one = bench.putPart(upload, 1, "hello ");
    bench.putPart(upload, 2, "four");
    bench.putPart(upload, 2, "fourteen bytes");
    assertThat(bench.usage.ofBucket(bucket.id())).isEqualTo(new UsageTotal(20, 0));

    bench.complete(upload, one);
    assertThat(bench.usage.ofBucket(bucket.id())).isEqualTo(new UsageTotal(6, 1));

    UploadTarget aborted = bench.begin(KEY);
    bench.putPart(aborted, 1, "x");
    bench.uploads.abort(aborted);
    assertThat(bench.usage.ofAccount(UploadBench.ACCOUNT)).isEqualTo(new UsageTotal(6, 1));
  }

  @Test
  public void aBucketWithUploadsCanBeDeleted() {
    Bucket bucket = bench.bucket();
    UploadTarget upload = bench.begin(KEY);
    PartInfo part = bench.putPart(upload, 1, "hello ");
    UploadTarget done = bench.begin("done");
    bench.complete(done, bench.putPart(done, 1, "x"));
    refused(ErrorCode.BUCKET_NOT_EMPTY, () -> bench.buckets.delete(bucket));
    bench.delete("done");

    bench.buckets.delete(bucket);

    refused(ErrorCode.NO_SUCH_BUCKET, () -> bench.complete(upload, part));
    bench.purge(bucket);
    bench.tidy();
    assertThat(blobCount()).isZero();
    assertThat(keysBut("Z", "M", "J", "D", "C")).isEmpty();
    assertThat(bench.usage.ofAccount(UploadBench.ACCOUNT)).isEqualTo(UsageTotal.NONE);
  }

  @Test
  public void whatANewerReleaseWroteIsKept() {
    Fields unknown = Fields.builder().text(99, "new").build();
    UploadTarget upload = bench.begin(KEY);
    bench.putPart(upload, 1, "x");
    UploadKey key = UploadKey.of(upload);
    UploadStore store = new UploadStore(bench.records);
    UploadRecord found = store.find(key).orElseThrow().value();
    UploadRecord newer =
        new UploadRecord(
            found.bucket(),
            found.account(),
            found.initiated(),
            found.attributes(),
            found.checksum(),
            found.createOnly(),
            found.state(),
            unknown);
    UploadCodec codec = new UploadCodec();

    assertThat(codec.read(codec.write(newer.with(new UploadState.Aborted()))).rest())
        .isEqualTo(unknown);
  }

  private static PartInfo renumbered(PartInfo part, int number) {
    return new PartInfo(number, part.size(), part.etag(), part.lastModified(), part.checksum());
  }

  private static String etag(String... parts) throws Exception {
    MessageDigest whole = MessageDigest.getInstance("MD5");
    for (String part : parts) {
      MessageDigest one = MessageDigest.getInstance("MD5");
      whole.update(one.digest(part.getBytes(StandardCharsets.UTF_8)));
    }
    return Bytes.wrap(whole.digest()) + "-" + parts.length;
  }

  private int blobCount() {
    return StoredBlobs.of(blobs).size();
  }

  /** The keys of all records but those of some types. */
  private List<Bytes> keysBut(String... letters) {
    List<Bytes> keys = new ArrayList<>();
    metadata.scan(Bytes.EMPTY, Bytes.EMPTY, 100_000).forEach(entry -> keys.add(entry.key()));
    for (String letter : letters) {
      keys.removeIf(key -> key.startsWith(Bytes.utf8(letter)));
    }
    return keys;
  }
}
