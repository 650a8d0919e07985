package org.mucura.core.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.bench.Bench;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.object.CopyObject.Directive;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.blob.BlobId;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;

public class CopyTest {

  private static final ObjectAttributes OLD =
      new ObjectAttributes(
          Map.of("content-type", "text/plain"), Map.of("a", "1"), "STANDARD", Map.of("t", "1"));
  private static final ObjectAttributes NEW =
      new ObjectAttributes(
          Map.of("content-type", "text/html"), Map.of("b", "2"), "STANDARD", Map.of("t", "2"));

  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 20);
  private final Bench bench = new Bench(new MemoryMetadataStore(), blobs, new ManualClock());
  private String etag = "";

  @Before
  public void put() {
    etag = bench.put("source", OLD, WriteCondition.NONE, Bench.body("text")).etag();
  }

  @After
  public void close() {
    bench.close();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private CopySource source(ReadConditions conditions) {
    return new CopySource(bench.bucket(), "source", conditions);
  }

  private PutObject target(String key, ObjectAttributes attributes, WriteCondition condition) {
    return new PutObject(bench.bucket(), key, attributes, condition, "210987654321");
  }

  private CopyResult copy(String target, Directive metadata, Directive tagging) {
    return bench
        .objects()
        .copy(
            new CopyObject(
                source(ReadConditions.NONE),
                target(target, NEW, WriteCondition.NONE),
                metadata,
                tagging,
                Optional.empty()));
  }

  private BlobId onlyBlob() {
    assertThat(StoredBlobs.of(blobs)).hasSize(1);
    return StoredBlobs.of(blobs).get(0);
  }

  @Test
  public void aCopyHasContentsOfItsOwn() {
    CopyResult result = copy("target", Directive.COPY, Directive.COPY);
    assertThat(result.etag()).isEqualTo(etag);
    bench.delete("source");
    bench.tidy();
    assertThat(bench.get("target")).isEqualTo("text");
    ObjectInfo info = bench.head("target");
    assertThat(info.attributes()).isEqualTo(OLD);
    assertThat(info.owner()).isEqualTo("210987654321");
    assertThat(info.checksum()).isEqualTo(result.checksum());
  }

  @Test
  public void directivesSayWhatIsReplaced() {
    copy("a", Directive.REPLACE, Directive.COPY);
    ObjectAttributes a = bench.head("a").attributes();
    assertThat(a.userMetadata()).isEqualTo(NEW.userMetadata());
    assertThat(a.headers()).isEqualTo(NEW.headers());
    assertThat(a.tags()).isEqualTo(OLD.tags());
    copy("b", Directive.COPY, Directive.REPLACE);
    ObjectAttributes b = bench.head("b").attributes();
    assertThat(b.userMetadata()).isEqualTo(OLD.userMetadata());
    assertThat(b.tags()).isEqualTo(NEW.tags());
  }

  @Test
  public void aCopyOntoItselfMovesNoByte() {
    BlobId before = onlyBlob();
    copy("source", Directive.REPLACE, Directive.REPLACE);
    assertThat(bench.head("source").attributes()).isEqualTo(NEW);
    bench.tidy();
    assertThat(onlyBlob()).isEqualTo(before);
    assertThat(bench.get("source")).isEqualTo("text");
  }

  @Test
  public void aCopyOntoItselfMustChangeSomething() {
    assertRefused(ErrorCode.INVALID_REQUEST, () -> copy("source", Directive.COPY, Directive.COPY));
  }

  @Test
  public void anotherChecksumIsComputed() {
    CopyResult result =
        bench
            .objects()
            .copy(
                new CopyObject(
                    source(ReadConditions.NONE),
                    target("source", OLD, WriteCondition.NONE),
                    Directive.COPY,
                    Directive.COPY,
                    Optional.of(ChecksumAlgorithm.SHA256)));
    assertThat(result.etag()).isEqualTo(etag);
    assertThat(bench.head("source").checksum().map(ObjectChecksum::algorithm))
        .contains(ChecksumAlgorithm.SHA256);
    assertThat(bench.head("source").checksum().map(ObjectChecksum::type))
        .contains(ChecksumType.FULL_OBJECT);
  }

  @Test
  public void conditionsOfTheSource() {
    Optional<EtagMatch> same = Optional.of(EtagMatch.of(etag));
    Optional<EtagMatch> other = Optional.of(EtagMatch.of("other"));
    ReadConditions unlike =
        new ReadConditions(other, Optional.empty(), Optional.empty(), Optional.empty());
    ReadConditions alike =
        new ReadConditions(Optional.empty(), same, Optional.empty(), Optional.empty());
    assertRefused(ErrorCode.PRECONDITION_FAILED, () -> copyIf(unlike, WriteCondition.NONE));
    assertRefused(ErrorCode.PRECONDITION_FAILED, () -> copyIf(alike, WriteCondition.NONE));
    copyIf(ReadConditions.NONE, WriteCondition.NONE);
  }

  @Test
  public void conditionsOfTheTarget() {
    copyIf(ReadConditions.NONE, WriteCondition.IF_ABSENT);
    assertRefused(
        ErrorCode.PRECONDITION_FAILED, () -> copyIf(ReadConditions.NONE, WriteCondition.IF_ABSENT));
    assertThat(StoredBlobs.of(blobs)).hasSize(2);
  }

  private void copyIf(ReadConditions conditions, WriteCondition condition) {
    bench
        .objects()
        .copy(
            new CopyObject(
                source(conditions),
                target("target", OLD, condition),
                Directive.COPY,
                Directive.COPY,
                Optional.empty()));
  }

  @Test
  public void thereIsNoSource() {
    bench.delete("source");
    assertRefused(ErrorCode.NO_SUCH_KEY, () -> copy("target", Directive.COPY, Directive.COPY));
  }

  @Test
  public void damagedContentsAreNotCopied() throws Exception {
    BlobId damaged = onlyBlob();
    blobs.delete(List.of(damaged));
    byte[] other = {'t', 'e', 'x', 'x'};
    long written = blobs.write(damaged, OptionalLong.of(4), new ByteArrayInputStream(other));
    assertThat(written).isEqualTo(4);
    assertRefused(
        ErrorCode.INTERNAL_ERROR,
        () ->
            bench
                .objects()
                .copy(
                    new CopyObject(
                        source(ReadConditions.NONE),
                        target("target", OLD, WriteCondition.NONE),
                        Directive.COPY,
                        Directive.COPY,
                        Optional.of(ChecksumAlgorithm.SHA1))));
    assertThat(StoredBlobs.of(blobs)).hasSize(1);
  }
}
