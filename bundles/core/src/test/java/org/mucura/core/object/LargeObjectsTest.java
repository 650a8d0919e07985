package org.mucura.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.object.CopyObject.Directive;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.UploadTarget;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobRange;

/** Objects of so many parts that their table has pages. */
public class LargeObjectsTest {

  private static final String KEY = "large";
  private static final int PARTS = 1_203;

  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 24);
  private final Bench bench = new Bench(new MemoryMetadataStore(), blobs, new ManualClock());
  private final StringBuilder text = new StringBuilder();

  @Before
  public void upload() {
    UploadTarget upload = bench.begin(KEY);
    List<PartInfo> parts = new ArrayList<>();
    for (int i = 1; i <= PARTS; i++) {
      String part = "part " + i + "; ";
      text.append(part);
      parts.add(bench.putPart(upload, 2 * i, part));
    }
    bench.complete(upload, parts, WriteCondition.NONE);
  }

  @After
  public void close() {
    bench.close();
  }

  @Test
  public void isReadAsAWhole() {
    ObjectInfo info = bench.head(KEY);
    assertThat(info.size()).isEqualTo(text.length());
    assertThat(info.partsCount()).hasValue(PARTS);
    assertThat(info.etag()).endsWith("-" + PARTS);
    assertThat(bench.get(KEY)).isEqualTo(text.toString());
  }

  @Test
  public void isReadFromAnywhere() throws IOException {
    try (OpenObject open = bench.objects().get(GetObject.of(bench.bucket(), KEY))) {
      for (int offset = 0; offset <= text.length(); offset += 97) {
        int length = Math.min(offset % 31, text.length() - offset);
        try (InputStream stream = open.read(new BlobRange(offset, length))) {
          assertThat(stream.readAllBytes())
              .asString()
              .isEqualTo(text.substring(offset, offset + length));
        }
      }
    }
  }

  /** Parts are counted in the object, whatever their numbers in the upload were. */
  @Test
  public void isReadPartByPart() {
    for (int number : new int[] {1, 2, 400, 401, 800, 801, PARTS}) {
      BlobRange range = bench.headPart(KEY, number).part().orElseThrow().range();
      int from = (int) range.offset();
      assertThat(text.substring(from, from + (int) range.length()))
          .isEqualTo("part " + number + "; ");
    }
  }

  @Test
  public void isCopiedIntoOnePiece() {
    bench
        .objects()
        .copy(
            new CopyObject(
                new CopySource(bench.bucket(), KEY, ReadConditions.NONE),
                new PutObject(
                    bench.bucket(),
                    KEY,
                    new ObjectAttributes(Map.of(), Map.of("a", "b"), "STANDARD", Map.of()),
                    WriteCondition.NONE,
                    Bench.ACCOUNT),
                Directive.REPLACE,
                Directive.COPY,
                Optional.empty()));
    assertThat(bench.get(KEY)).isEqualTo(text.toString());
    assertThat(bench.head(KEY).partsCount()).isEmpty();
    assertThat(bench.head(KEY).etag()).doesNotContain("-");
    bench.tidy();
    assertThat(StoredBlobs.of(blobs)).hasSize(1);
  }

  @Test
  public void isFreedWithAllItsPages() {
    bench.delete(KEY);
    bench.tidy();
    assertThat(StoredBlobs.of(blobs)).isEmpty();
    assertThat(bench.storage().pages().list(Bytes.EMPTY, 10)).isEmpty();
  }
}
