package org.mucura.core.object;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.filesystem.FilesystemBlobStore;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.blob.PartTable;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.commit.ObjectData;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.object.CopyObject.Directive;
import org.mucura.core.seal.SealedLayout;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.core.upload.CopyPart;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.PartTarget;
import org.mucura.core.upload.UploadTarget;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;

/** What stands in the stores, and what happens when it is changed there. */
public class AtRestTest {

  private static final String MARK = "the quick brown fox ";
  private static final String TEXT = MARK.repeat(10_000);
  private static final int PIECE = SealedLayout.PIECE;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(16 << 20);
  private final Bench bench = new Bench(metadata, blobs, new ManualClock());

  @After
  public void close() {
    bench.close();
  }

  @Test
  public void noPlaintextIsInTheStores() throws IOException {
    everyWayToWrite(bench, bench.buckets().create(Bench.ACCOUNT, "other", "eu-west-1"));

    for (BlobId id : StoredBlobs.of(blobs)) {
      byte[] bytes = blobs.read(id, new BlobRange(0, Long.MAX_VALUE)).readAllBytes();
      assertThat(new String(bytes, ISO_8859_1)).doesNotContain("quick brown");
    }
    metadata
        .scan(Bytes.EMPTY, Bytes.EMPTY, 1000)
        .forEach(
            entry ->
                assertThat(new String(entry.value().shared(), ISO_8859_1))
                    .doesNotContain("quick brown"));
  }

  @Test
  public void noPlaintextIsInTheFiles() throws IOException {
    Path root = folder.getRoot().toPath().resolve("blobs");
    try (FilesystemBlobStore files = new FilesystemBlobStore(root, 0);
        Bench onDisk = new Bench(new MemoryMetadataStore(), files, new ManualClock())) {
      everyWayToWrite(onDisk, onDisk.buckets().create(Bench.ACCOUNT, "other", "eu-west-1"));
    }
    try (Stream<Path> files = Files.walk(root)) {
      List<Path> written = files.filter(Files::isRegularFile).toList();
      assertThat(written).hasSizeGreaterThan(4);
      for (Path file : written) {
        assertThat(Files.readString(file, ISO_8859_1)).doesNotContain("quick brown");
      }
    }
  }

  /** A put, parts, a copied part, copies by clone and by writing, each read back. */
  private static void everyWayToWrite(Bench bench, Bucket other) throws IOException {
    bench.put("put", TEXT);
    UploadTarget upload = bench.begin("parts");
    PartInfo one = bench.putPart(upload, 1, TEXT);
    CopySource source = new CopySource(bench.bucket(), "put", ReadConditions.NONE);
    PartInfo two =
        bench
            .uploads()
            .copyPart(
                new CopyPart(
                    new PartTarget(upload, 2),
                    source,
                    Optional.of(new BlobRange(20 * 100, TEXT.length() - 20 * 100))));
    bench.complete(upload, List.of(one, two), WriteCondition.NONE);
    copy(bench, "put", other);
    copy(bench, "parts", other);

    String parts = TEXT + TEXT.substring(20 * 100);
    assertThat(bench.get("put")).isEqualTo(TEXT);
    assertThat(bench.get("parts")).isEqualTo(parts);
    assertThat(read(bench, other, "put")).isEqualTo(TEXT);
    assertThat(read(bench, other, "parts")).isEqualTo(parts);
  }

  private static void copy(Bench bench, String key, Bucket target) {
    bench
        .objects()
        .copy(
            new CopyObject(
                new CopySource(bench.bucket(), key, ReadConditions.NONE),
                new PutObject(
                    target, key, ObjectAttributes.NONE, WriteCondition.NONE, Bench.ACCOUNT),
                Directive.COPY,
                Directive.COPY,
                Optional.empty()));
  }

  private static String read(Bench bench, Bucket bucket, String key) throws IOException {
    try (OpenObject open = bench.objects().get(GetObject.of(bucket, key));
        InputStream stream = open.read(new BlobRange(0, open.info().size()))) {
      return new String(stream.readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  public void aRecordTellsWhatIsAtRest() throws IOException {
    for (int size : new int[] {0, 1, PIECE, PIECE + 1}) {
      String etag = bench.put("key", "x".repeat(size)).etag();
      StoredPart part = part("key");
      byte[] atRest = blobs.read(part.blob().id(), new BlobRange(0, 1 << 20)).readAllBytes();
      CRC32C crc32c = new CRC32C();
      crc32c.update(atRest);

      assertThat(atRest).hasSize((int) SealedLayout.sealedSize(size));
      assertThat(part.seal().crc32c()).isEqualTo((int) crc32c.getValue());
      assertThat(bench.head("key").size()).isEqualTo(size);
      assertThat(bench.head("key").etag()).isEqualTo(etag);
      assertThat(bench.get("key")).hasSize(size);
    }
  }

  @Test
  public void damageInTheFirstPieceIsToldBeforeAnyByte() throws IOException {
    bench.put("key", TEXT);
    damage(100);
    try (OpenObject open = bench.objects().get(GetObject.of(bench.bucket(), "key"))) {
      assertThatThrownBy(() -> open.read(new BlobRange(0, 10))).isInstanceOf(IOException.class);
    }
  }

  @Test
  public void damageInALaterPieceBreaksTheBodyOffBeforeIt() throws IOException {
    bench.put("key", TEXT);
    damage(PIECE + 100);
    try (OpenObject open = bench.objects().get(GetObject.of(bench.bucket(), "key"));
        InputStream stream = open.read(new BlobRange(0, TEXT.length()))) {
      assertThat(stream.readNBytes(PIECE)).isEqualTo(TEXT.substring(0, PIECE).getBytes(ISO_8859_1));
      assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  public void theBlobOfAnotherObjectIsRefused() throws IOException {
    bench.put("one", TEXT);
    bench.put("two", TEXT);
    BlobId one = part("one").blob().id();
    replace(one, bytes(part("two").blob().id()));

    try (OpenObject open = bench.objects().get(GetObject.of(bench.bucket(), "one"))) {
      assertThatThrownBy(() -> open.read(new BlobRange(0, 10))).isInstanceOf(IOException.class);
    }
    assertThat(bench.get("two")).isEqualTo(TEXT);
  }

  @Test
  public void aCopyInAnotherBucketOutlivesTheKeyOfTheFirst() throws IOException {
    Bucket other = bench.buckets().create(Bench.ACCOUNT, "other", "eu-west-1");
    bench.put("put", TEXT);
    copy(bench, "put", other);
    bench.delete("put");

    assertThat(read(bench, other, "put")).isEqualTo(TEXT);
    Bucket exchanged = withKeyOf(other, bench.bucket());
    assertThatThrownBy(() -> read(bench, exchanged, "put")).isInstanceOf(IOException.class);
  }

  private static Bucket withKeyOf(Bucket b, Bucket key) {
    return new Bucket(
        b.id(),
        b.name(),
        b.owner(),
        b.created(),
        b.region(),
        b.versioning(),
        b.stores(),
        key.key());
  }

  private StoredPart part(String key) {
    ObjectData data =
        bench
            .storage()
            .commits()
            .read(new ObjectKey(bench.bucket().id(), key))
            .flatMap(stored -> stored.value().visible())
            .flatMap(version -> version.data())
            .orElseThrow();
    return ((PartTable.Inline) data.contents().parts()).parts().get(0);
  }

  private void damage(int at) throws IOException {
    BlobId id = StoredBlobs.of(blobs).get(0);
    byte[] bytes = bytes(id);
    bytes[at] ^= 1;
    replace(id, bytes);
  }

  private byte[] bytes(BlobId id) throws IOException {
    return blobs.read(id, new BlobRange(0, 1 << 24)).readAllBytes();
  }

  private void replace(BlobId id, byte[] bytes) throws IOException {
    BlobStore store = blobs;
    store.delete(List.of(id));
    long written = store.write(id, OptionalLong.of(bytes.length), new ByteArrayInputStream(bytes));
    assertThat(written).isEqualTo(bytes.length);
  }
}
