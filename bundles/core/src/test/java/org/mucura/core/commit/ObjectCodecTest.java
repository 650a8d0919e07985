package org.mucura.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.junit.Test;
import org.mucura.core.blob.BlobIds;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartTable;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.format.Fields;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.TestKeys;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;

public class ObjectCodecTest {

  private static final int A_NEW_TAG = 1_000;
  private static final List<ChecksumAlgorithm> ALGORITHMS = List.of(ChecksumAlgorithm.values());

  private final Random random = new Random(11);
  private final BlobIds ids = new BlobIds(new ManualClock());
  private final ObjectCodec codec = new ObjectCodec();

  private ObjectRecord record() {
    boolean exists = random.nextInt(4) > 0;
    return new ObjectRecord(
        number(),
        exists ? Optional.of(version()) : Optional.empty(),
        random.nextBoolean() ? number() : 0,
        random.nextBoolean() ? Optional.of(redo()) : Optional.empty(),
        exists ? Optional.empty() : Optional.of(time()),
        rest());
  }

  private ObjectVersion version() {
    boolean isMarker = random.nextInt(5) == 0;
    return new ObjectVersion(
        number(),
        random.nextBoolean(),
        time(),
        isMarker ? Optional.empty() : Optional.of(data()),
        rest());
  }

  private ObjectData data() {
    ObjectAttributes attributes =
        new ObjectAttributes(
            Map.of("content-type", text(), "expires", ""),
            Map.of("größe", text()),
            random.nextBoolean() ? ObjectAttributes.STANDARD : "GLACIER",
            random.nextBoolean() ? Map.of() : Map.of("k", "v", "", ""));
    return new ObjectData(
        "123456789012",
        attributes,
        text(),
        contents(),
        List.of(checksum(), checksum()),
        random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty(),
        random.nextBoolean() ? Optional.of(text()) : Optional.empty());
  }

  private Contents contents() {
    List<StoredPart> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      BlobRef blob = new BlobRef("store-" + random.nextInt(3), ids.mint());
      parts.add(
          new StoredPart(
              random.nextInt(10_001), number(), blob, TestKeys.seal(), Optional.of(checksum())));
    }
    PartTable table =
        random.nextBoolean()
            ? new PartTable.Inline(parts)
            : new PartTable.Paged(
                List.of(
                    new PartTable.PageSummary(500, number()),
                    new PartTable.PageSummary(1, number())));
    return new Contents(Contents.newId(), number(), random.nextBoolean(), table, rest());
  }

  private ObjectChecksum checksum() {
    ChecksumAlgorithm algorithm = ALGORITHMS.get(random.nextInt(5));
    byte[] value = new byte[algorithm.length()];
    random.nextBytes(value);
    boolean composite = algorithm.supports(ChecksumType.COMPOSITE) && random.nextBoolean();
    ChecksumType type = composite ? ChecksumType.COMPOSITE : ChecksumType.FULL_OBJECT;
    return new ObjectChecksum(algorithm, type, Bytes.wrap(value));
  }

  private Redo redo() {
    Optional<String> upload = random.nextBoolean() ? Optional.of(text()) : Optional.empty();
    return new Redo(Contents.newId(), time(), List.of(contents(), contents()), upload, rest());
  }

  private Fields rest() {
    return random.nextBoolean()
        ? Fields.NONE
        : Fields.builder().text(A_NEW_TAG, text()).flag(A_NEW_TAG + 1, true).build();
  }

  private long number() {
    return random.nextLong() >>> (1 + random.nextInt(62));
  }

  private Instant time() {
    return Instant.ofEpochMilli(random.nextInt(Integer.MAX_VALUE));
  }

  private String text() {
    return "text é \ud83d\ude00 " + random.nextInt();
  }

  @Test
  public void whatWasWrittenIsRead() {
    for (int i = 0; i < 2_000; i++) {
      ObjectRecord record = record();
      Bytes body = codec.write(record).encode();
      assertThat(codec.read(Fields.decode(body))).isEqualTo(record);
    }
  }

  @Test
  public void aListingShowsWhatTheRecordSays() {
    for (int i = 0; i < 2_000; i++) {
      ObjectRecord record = record();
      Optional<ObjectSummary> expected = record.visible().map(ObjectCodecTest::summary);
      assertThat(SummaryReader.visible(codec.write(record))).isEqualTo(expected);
    }
  }

  private static ObjectSummary summary(ObjectVersion version) {
    ObjectData data = version.data().orElseThrow();
    return new ObjectSummary(
        version.modified(),
        data.owner(),
        data.etag(),
        data.contents().size(),
        data.attributes().storageClass(),
        data.checksum());
  }

  @Test
  public void aRewriteKeepsWhatANewerReleaseWrote() {
    Fields newer = Fields.builder().unknown(codec.write(record())).text(A_NEW_TAG, "new").build();
    ObjectRecord changed = codec.read(newer).withoutPending();
    assertThat(codec.write(changed).texts(A_NEW_TAG)).contains("new");
    assertThat(codec.write(changed).except(Set.of(A_NEW_TAG))).isNotEqualTo(Fields.NONE);
  }

  /** The largest record there can be: the attributes' limits, and tables just not paged. */
  @Test
  public void everyStoreTakesTheLargestRecord() {
    ObjectAttributes attributes =
        new ObjectAttributes(
            Map.of("content-disposition", "x".repeat(16 * 1024)),
            Map.of("m", "x".repeat(2 * 1024)),
            "STANDARD_INFREQUENT_ACCESS",
            Map.of("k".repeat(128), "\u20ac".repeat(2_560)));
    Contents large = largestInline();
    ObjectData data =
        new ObjectData(
            "123456789012",
            attributes,
            "x".repeat(40),
            large,
            List.of(checksum(), checksum()),
            OptionalInt.of(1),
            Optional.of("x".repeat(32)));
    ObjectVersion version = new ObjectVersion(1, true, time(), Optional.of(data), Fields.NONE);
    Redo redo = new Redo(Contents.newId(), time(), List.of(large), Optional.empty(), Fields.NONE);
    ObjectRecord record =
        new ObjectRecord(
            1, Optional.of(version), 1, Optional.of(redo), Optional.empty(), Fields.NONE);
    assertThat(codec.write(record).encode().length() + 100)
        .isLessThan(MetadataCapabilities.VALUE_LENGTH_FLOOR);
  }

  private Contents largestInline() {
    List<StoredPart> parts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      BlobRef blob = new BlobRef("s".repeat(32), ids.mint());
      parts.add(new StoredPart(10_000, 5L << 30, blob, TestKeys.seal(), Optional.empty()));
    }
    return new Contents(Contents.newId(), 1, true, new PartTable.Inline(parts), Fields.NONE);
  }
}
