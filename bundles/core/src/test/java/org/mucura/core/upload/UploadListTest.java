package org.mucura.core.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.Before;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.upload.UploadPage.Marker;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.wire.ErrorCode;

public class UploadListTest {

  private static final Optional<String> SLASH = Optional.of("/");

  private final ManualClock clock = new ManualClock();
  private final UploadBench bench =
      new UploadBench(new MemoryMetadataStore(), new MemoryBlobStore(1 << 20), clock);

  @Before
  public void makeBucket() {
    bench.newBucket();
  }

  @Test
  public void uploadsStandInTheOrderOfKeysThenOfTime() {
    UploadTarget b1 = begin("b");
    UploadTarget a = begin("a");
    UploadTarget b2 = begin("b");

    List<Upload> uploads = bench.list(Optional.empty()).uploads();

    assertThat(uploads)
        .extracting(Upload::id)
        .containsExactly(a.uploadId(), b1.uploadId(), b2.uploadId());
    assertThat(uploads.get(0).account()).isEqualTo(UploadBench.ACCOUNT);
    assertThat(uploads.get(2).initiated()).isEqualTo(clock.instant());
  }

  @Test
  public void keysAreRolledUp() {
    List.of("a", "a/1", "a/2", "b/1", "c").forEach(this::begin);

    UploadPage page = bench.list(SLASH);

    assertThat(page.uploads()).extracting(Upload::key).containsExactly("a", "c");
    assertThat(page.commonPrefixes()).containsExactly("a/", "b/");
    assertThat(keys(query("a/", SLASH, 1000))).containsExactly("a/1", "a/2");
    assertThat(keys(query("b", Optional.empty(), 1000))).containsExactly("b/1");
  }

  @Test
  public void whatHasEndedIsNotShown() {
    UploadTarget aborted = begin("a");
    UploadTarget done = begin("b");
    begin("c");
    bench.uploads.abort(aborted);
    bench.complete(done, bench.putPart(done, 1, "x"));

    assertThat(bench.uploadKeys()).containsExactly("c");
  }

  @Test
  public void anUploadIdMarkerCountsWithinItsKey() {
    UploadTarget first = begin("k");
    UploadTarget second = begin("k");
    begin("l");

    assertThat(after("k", Optional.of(first.uploadId())))
        .extracting(Upload::id)
        .startsWith(second.uploadId())
        .hasSize(2);
    assertThat(after("k", Optional.empty())).extracting(Upload::key).containsExactly("l");
    assertThatThrownBy(() -> after("k", Optional.of("x")))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
  }

  @Test
  public void nothingIsOnNoPage() {
    begin("a");
    UploadPage page = bench.uploads.list(bench.bucket(), query("", Optional.empty(), 0));

    assertThat(page.uploads()).isEmpty();
    assertThat(page.next()).isEmpty();
    assertThat(keys(query("x".repeat(2000), Optional.empty(), 10))).isEmpty();
    assertThat(after("x".repeat(5000), Optional.empty())).isEmpty();
    assertThat(after("\u0000".repeat(1024), Optional.empty())).hasSize(1);
  }

  /** Pages of any size, put together, are what one page shows. */
  @Test
  public void pagesFitTogether() {
    Random random = new Random(5);
    for (int i = 0; i < 120; i++) {
      begin(key(random));
    }
    for (String prefix : List.of("", "a", "a/", "b/c")) {
      for (Optional<String> delimiter : List.of(Optional.<String>empty(), SLASH)) {
        UploadPage whole = bench.uploads.list(bench.bucket(), query(prefix, delimiter, 1000));
        assertThat(whole.next()).isEmpty();
        for (int max : new int[] {1, 2, 7, 120}) {
          List<String> ids = new ArrayList<>();
          List<String> prefixes = new ArrayList<>();
          Optional<Marker> next = Optional.empty();
          do {
            UploadPage page =
                bench.uploads.list(
                    bench.bucket(),
                    new UploadQuery(
                        prefix,
                        delimiter,
                        next.map(Marker::key),
                        next.flatMap(Marker::uploadId),
                        max));
            assertThat(page.uploads().size() + page.commonPrefixes().size())
                .isLessThanOrEqualTo(max);
            page.uploads().forEach(upload -> ids.add(upload.id()));
            prefixes.addAll(page.commonPrefixes());
            next = page.next();
          } while (next.isPresent());
          assertThat(ids).isEqualTo(whole.uploads().stream().map(Upload::id).toList());
          assertThat(prefixes).isEqualTo(whole.commonPrefixes());
          assertThat(new TreeSet<>(prefixes)).hasSameSizeAs(prefixes);
        }
      }
    }
  }

  private static String key(Random random) {
    StringBuilder key = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      key.append("abc/".charAt(random.nextInt(4)));
    }
    return key.toString();
  }

  private UploadTarget begin(String key) {
    clock.advance(Duration.ofMillis(1));
    return bench.begin(key);
  }

  private List<String> keys(UploadQuery query) {
    return bench.uploads.list(bench.bucket(), query).uploads().stream().map(Upload::key).toList();
  }

  private List<Upload> after(String keyMarker, Optional<String> idMarker) {
    UploadQuery query =
        new UploadQuery("", Optional.empty(), Optional.of(keyMarker), idMarker, 1000);
    return bench.uploads.list(bench.bucket(), query).uploads();
  }

  private static UploadQuery query(String prefix, Optional<String> delimiter, int max) {
    return new UploadQuery(prefix, delimiter, Optional.empty(), Optional.empty(), max);
  }
}
