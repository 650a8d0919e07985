package org.mucura.core.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.bench.Bench;
import org.mucura.core.content.Body;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobRange;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;

public class ObjectsTest {

  private static final String KEY = "a/b";

  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 20);
  private final ManualClock clock = new ManualClock();
  private final Bench bench = new Bench(new MemoryMetadataStore(), blobs, clock);

  @After
  public void close() {
    bench.close();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private int blobCount() {
    return StoredBlobs.of(blobs).size();
  }

  private static String md5(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(MessageDigest.getInstance("MD5").digest(bytes)).toString();
  }

  @Test
  public void whatIsPutIsThere() throws Exception {
    ObjectAttributes attributes =
        new ObjectAttributes(
            Map.of("content-type", "text/plain"),
            Map.of("colour", "grün"),
            "STANDARD",
            Map.of("k", "v"));
    PutResult result = bench.put(KEY, attributes, WriteCondition.NONE, Bench.body("hello"));

    ObjectInfo info = bench.head(KEY);
    assertThat(bench.get(KEY)).isEqualTo("hello");
    assertThat(info.attributes()).isEqualTo(attributes);
    assertThat(info.size()).isEqualTo(5);
    assertThat(info.etag()).isEqualTo(md5("hello")).isEqualTo(result.etag());
    assertThat(info.checksum()).contains(result.checksum());
    assertThat(info.lastModified()).isEqualTo(clock.instant());
    assertThat(info.adler32()).hasValue(0x062c0215);
    assertThat(info.partsCount()).isEmpty();
    assertThat(info.owner()).isEqualTo(Bench.ACCOUNT);
    assertThat(result.checksum().algorithm()).isEqualTo(ChecksumAlgorithm.CRC64NVME);
  }

  @Test
  public void anEmptyObject() {
    bench.put(KEY, "");
    assertThat(bench.get(KEY)).isEmpty();
    assertThat(bench.head(KEY).size()).isZero();
  }

  @Test
  public void whatIsNotThere() {
    assertRefused(ErrorCode.NO_SUCH_KEY, () -> bench.head(KEY));
    assertRefused(ErrorCode.NO_SUCH_KEY, () -> bench.get(KEY));
    bench.delete(KEY);
    bench.put(KEY, "x");
    bench.delete(KEY);
    bench.delete(KEY);
    assertRefused(ErrorCode.NO_SUCH_KEY, () -> bench.head(KEY));
  }

  @Test
  public void keysHaveALength() {
    bench.put("k".repeat(1024), "x");
    bench.put("\0".repeat(1024), "y");
    assertThat(bench.get("\0".repeat(1024))).isEqualTo("y");
    assertRefused(ErrorCode.KEY_TOO_LONG_ERROR, () -> bench.put("k".repeat(1025), "x"));
    assertRefused(ErrorCode.KEY_TOO_LONG_ERROR, () -> bench.put("é".repeat(513), "x"));
    assertRefused(ErrorCode.INVALID_ARGUMENT, () -> bench.put("", "x"));
    assertRefused(ErrorCode.INVALID_URI, () -> bench.put("\ud800", "x"));
  }

  @Test
  public void aRange() throws IOException {
    bench.put(KEY, "0123456789");
    try (OpenObject open = bench.objects().get(GetObject.of(bench.bucket(), KEY));
        InputStream stream = open.read(new BlobRange(3, 4))) {
      assertThat(stream.readAllBytes()).asString().isEqualTo("3456");
    }
  }

  @Test
  public void anObjectInOnePieceIsItsFirstPart() {
    bench.put(KEY, "0123456789");
    assertThat(bench.headPart(KEY, 1).part()).contains(new PartRange(1, new BlobRange(0, 10)));
    assertRefused(ErrorCode.INVALID_PART_NUMBER, () -> bench.headPart(KEY, 2));
    assertRefused(ErrorCode.INVALID_PART_NUMBER, () -> bench.headPart(KEY, 0));
  }

  @Test
  public void anOverwrittenObjectIsFreedAfterTheGrace() {
    bench.put(KEY, "one");
    bench.put(KEY, "two");
    bench.reclaim();
    assertThat(blobCount()).isEqualTo(2);
    clock.advance(Duration.ofMinutes(11));
    bench.reclaim();
    assertThat(blobCount()).isEqualTo(1);
    assertThat(bench.get(KEY)).isEqualTo("two");
  }

  @Test
  public void timeNeverRunsBackwardsForAKey() {
    bench.put(KEY, "one");
    clock.advance(Duration.ofDays(-1));
    bench.put(KEY, "two");
    assertThat(bench.get(KEY)).isEqualTo("two");
  }

  @Test
  public void aBodyThatIsNotWhatItShouldBeIsNowhere() throws Exception {
    Bytes wrong = Bytes.hex(md5("other"));
    ExpectedDigests md5 =
        new ExpectedDigests(Optional.of(wrong), Optional.empty(), Optional::empty);
    ExpectedDigests crc =
        new ExpectedDigests(
            Optional.empty(),
            Optional.of(ChecksumAlgorithm.CRC32C),
            () -> Optional.of(Bytes.hex("00000000")));
    assertRefused(ErrorCode.BAD_DIGEST, () -> put(Bench.body("hello", md5)));
    assertRefused(ErrorCode.BAD_DIGEST, () -> put(Bench.body("hello", crc)));
    assertRefused(ErrorCode.INCOMPLETE_BODY, () -> put(ofLength(4)));
    assertRefused(ErrorCode.INCOMPLETE_BODY, () -> put(ofLength(6)));
    assertRefused(ErrorCode.ENTITY_TOO_LARGE, () -> put(ofLength((5L << 30) + 1)));
    assertRefused(ErrorCode.NO_SUCH_KEY, () -> bench.head(KEY));
    assertThat(blobCount()).isZero();
  }

  @Test
  public void aBodyThatBreaksOffIsNowhere() {
    InputStream refused =
        new Failing(
            () -> {
              throw new S3Exception(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
            });
    InputStream broken =
        new Failing(
            () -> {
              throw new IOException("connection reset");
            });
    assertRefused(
        ErrorCode.SIGNATURE_DOES_NOT_MATCH,
        () -> put(new Body(refused, OptionalLong.empty(), ExpectedDigests.NONE)));
    assertRefused(
        ErrorCode.INCOMPLETE_BODY,
        () -> put(new Body(broken, OptionalLong.of(3), ExpectedDigests.NONE)));
    assertThat(blobCount()).isZero();
  }

  /** What a read of a body may throw. */
  private interface Failure {
    int fail() throws IOException;
  }

  /** A body that cannot be read. */
  private static final class Failing extends InputStream {

    private final Failure failure;

    Failing(Failure failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      return failure.fail();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return failure.fail();
    }
  }

  private void put(Body body) {
    bench.put(KEY, ObjectAttributes.NONE, WriteCondition.NONE, body);
  }

  private static Body ofLength(long length) {
    InputStream stream = new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8));
    return new Body(stream, OptionalLong.of(length), ExpectedDigests.NONE);
  }

  @Test
  public void theClientsChecksumIsKept() throws Exception {
    byte[] crc = {(byte) 0x36, (byte) 0x10, (byte) 0xa6, (byte) 0x86};
    ExpectedDigests expected =
        new ExpectedDigests(
            Optional.of(Bytes.hex(md5("hello"))),
            Optional.of(ChecksumAlgorithm.CRC32),
            () -> Optional.of(Bytes.copyOf(crc)));
    put(Bench.body("hello", expected));
    assertThat(bench.head(KEY).checksum())
        .contains(ObjectChecksum.ofBody(ChecksumAlgorithm.CRC32, Bytes.copyOf(crc)));
  }

  @Test
  public void conditionsOfWriters() {
    assertRefused(
        ErrorCode.NO_SUCH_KEY, () -> bench.put(KEY, "x", WriteCondition.ifMatch(EtagMatch.ANY)));
    String etag = bench.put(KEY, "one", WriteCondition.IF_ABSENT).etag();
    assertRefused(
        ErrorCode.PRECONDITION_FAILED, () -> bench.put(KEY, "x", WriteCondition.IF_ABSENT));
    assertRefused(
        ErrorCode.PRECONDITION_FAILED,
        () -> bench.put(KEY, "x", WriteCondition.ifMatch(EtagMatch.of("other"))));
    assertRefused(
        ErrorCode.ACCESS_DENIED,
        () -> bench.put(KEY, "x", new WriteCondition(Optional.empty(), false, true)));
    bench.put(KEY, "two", WriteCondition.ifMatch(EtagMatch.of("other", etag)));
    assertThat(bench.get(KEY)).isEqualTo("two");
    bench.delete(KEY);
    bench.put(KEY, "three", WriteCondition.IF_ABSENT);
    assertThat(blobCount()).isEqualTo(3);
  }

  @Test
  public void conditionsOfRemovals() {
    DeleteObject other = delete(Optional.of(EtagMatch.of("other")));
    assertRefused(ErrorCode.NO_SUCH_KEY, () -> bench.objects().delete(other));
    String etag = bench.put(KEY, "one").etag();
    assertRefused(ErrorCode.PRECONDITION_FAILED, () -> bench.objects().delete(other));
    bench.objects().delete(delete(Optional.of(EtagMatch.of(etag))));
    assertRefused(ErrorCode.NO_SUCH_KEY, () -> bench.head(KEY));
  }

  private DeleteObject delete(Optional<EtagMatch> ifMatch) {
    return new DeleteObject(bench.bucket(), KEY, ifMatch, Bench.ACCOUNT);
  }

  @Test
  public void conditionsOfReaders() {
    String etag = bench.put(KEY, "one").etag();
    Instant modified = clock.instant();
    Optional<Instant> earlier = Optional.of(modified.minusSeconds(1));
    Optional<EtagMatch> same = Optional.of(EtagMatch.of(etag));
    Optional<EtagMatch> other = Optional.of(EtagMatch.of("other"));
    Optional<Instant> then = Optional.of(modified);
    Optional<EtagMatch> none = Optional.empty();
    Optional<Instant> never = Optional.empty();

    head(new ReadConditions(same, none, never, never));
    head(new ReadConditions(same, none, never, earlier));
    head(new ReadConditions(none, none, never, then));
    head(new ReadConditions(none, other, never, never));
    head(new ReadConditions(none, other, then, never));
    head(new ReadConditions(none, none, earlier, never));
    for (ReadConditions failing :
        List.of(
            new ReadConditions(other, none, never, never),
            new ReadConditions(none, none, never, earlier),
            new ReadConditions(other, same, never, never))) {
      assertRefused(ErrorCode.PRECONDITION_FAILED, () -> head(failing));
    }
    for (ReadConditions unmodified :
        List.of(
            new ReadConditions(none, same, never, never),
            new ReadConditions(none, same, earlier, never),
            new ReadConditions(none, none, then, never))) {
      assertThatThrownBy(() -> head(unmodified))
          .isInstanceOfSatisfying(
              NotModifiedException.class, e -> assertThat(e.current().etag()).isEqualTo(etag));
    }
  }

  private void head(ReadConditions conditions) {
    ObjectInfo info =
        bench.objects().head(new GetObject(bench.bucket(), KEY, conditions, OptionalInt.empty()));
    assertThat(info.key()).isEqualTo(KEY);
  }

  @Test
  public void aBatchOfRemovalsHasAnOutcomeEach() {
    bench.put("a", "1");
    bench.put("b", "2");
    List<DeleteOutcome> outcomes =
        bench
            .objects()
            .deleteAll(
                List.of(
                    new DeleteObject(bench.bucket(), "a", Optional.empty(), Bench.ACCOUNT),
                    new DeleteObject(
                        bench.bucket(), "b", Optional.of(EtagMatch.of("x")), Bench.ACCOUNT),
                    new DeleteObject(bench.bucket(), "c", Optional.empty(), Bench.ACCOUNT)));
    assertThat(outcomes).extracting(DeleteOutcome::key).containsExactly("a", "b", "c");
    assertThat(outcomes.get(0)).isInstanceOf(DeleteOutcome.Deleted.class);
    assertThat(outcomes.get(1)).isInstanceOf(DeleteOutcome.Failed.class);
    assertThat(outcomes.get(2)).isInstanceOf(DeleteOutcome.Deleted.class);
    assertThat(bench.keys()).containsExactly("b");
  }

  @Test
  public void contentsThatAreGoneAreNotAShortBody() throws IOException {
    bench.put(KEY, "hello");
    try (OpenObject open = bench.objects().get(GetObject.of(bench.bucket(), KEY))) {
      blobs.delete(StoredBlobs.of(blobs));
      assertThatThrownBy(() -> open.read(new BlobRange(0, 5))).isInstanceOf(IOException.class);
    }
  }

  @Test
  public void aReaderHoldsItsStore() throws IOException {
    bench.put(KEY, "hello");
    OpenObject open = bench.objects().get(GetObject.of(bench.bucket(), KEY));
    open.read(new BlobRange(0, 5)).close();
    assertThat(bench.ground().stores().list()).anyMatch(store -> store.leases() == 1);
    open.close();
    assertThat(bench.ground().stores().list()).allMatch(store -> store.leases() == 0);
  }
}
