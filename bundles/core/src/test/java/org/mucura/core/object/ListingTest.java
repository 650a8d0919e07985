package org.mucura.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.testing.ManualClock;
import org.mucura.metadata.memory.MemoryMetadataStore;

/** What the random histories do not come to. */
public class ListingTest {

  private static final Optional<String> SLASH = Optional.of("/");

  private final CountingMetadataStore metadata =
      new CountingMetadataStore(new MemoryMetadataStore());
  private final Bench bench = new Bench(metadata, new MemoryBlobStore(1 << 24), new ManualClock());

  @After
  public void close() {
    bench.close();
  }

  private ObjectPage list(Optional<String> delimiter, Optional<String> after, int maxKeys) {
    return bench.list(new ObjectQuery("", delimiter, after, maxKeys));
  }

  private static List<String> keys(ObjectPage page) {
    return page.objects().stream().map(ListedObject::key).toList();
  }

  private void put(String... keys) {
    for (String key : keys) {
      bench.put(key, key);
    }
  }

  @Test
  public void nothing() {
    put("a");
    assertThat(list(SLASH, Optional.empty(), 0))
        .isEqualTo(new ObjectPage(List.of(), List.of(), Optional.empty()));
    assertThat(bench.list(new ObjectQuery("b", SLASH, Optional.empty(), 10)))
        .isEqualTo(new ObjectPage(List.of(), List.of(), Optional.empty()));
    ObjectQuery tooLong = new ObjectQuery("x".repeat(1025), SLASH, Optional.empty(), 10);
    assertThat(bench.list(tooLong).objects()).isEmpty();
  }

  @Test
  public void aFullPageIsTheLastIfNothingIsBehindIt() {
    put("a", "b", "c/1", "c/2");
    bench.put("d", "x");
    bench.delete("d");
    ObjectPage page = list(SLASH, Optional.empty(), 3);
    assertThat(keys(page)).containsExactly("a", "b");
    assertThat(page.commonPrefixes()).containsExactly("c/");
    assertThat(page.truncated()).isFalse();
  }

  @Test
  public void aPageThatEndsWithACommonPrefixGoesOnBehindIt() {
    put("a/1", "a/2", "b");
    ObjectPage first = list(SLASH, Optional.empty(), 1);
    assertThat(first.commonPrefixes()).containsExactly("a/");
    assertThat(first.next()).contains("a/");
    ObjectPage second = list(SLASH, first.next(), 1);
    assertThat(keys(second)).containsExactly("b");
    assertThat(second.truncated()).isFalse();
  }

  @Test
  public void aMarkerWithinACommonPrefixDoesNotHideWhatIsBehindIt() {
    put("a/1", "a/2", "b");
    assertThat(list(SLASH, Optional.of("a/1"), 10).commonPrefixes()).containsExactly("a/");
    assertThat(list(SLASH, Optional.of("a/2"), 10).commonPrefixes()).isEmpty();
    assertThat(list(SLASH, Optional.of("a/"), 10).commonPrefixes()).isEmpty();
    assertThat(list(SLASH, Optional.of("a"), 10).commonPrefixes()).containsExactly("a/");
  }

  @Test
  public void aMarkerMayBeLongerThanAnyKey() {
    put("a", "zz");
    assertThat(keys(list(SLASH, Optional.of("m".repeat(9000)), 10))).containsExactly("zz");
    assertThat(keys(list(SLASH, Optional.of("\0".repeat(3000)), 10))).containsExactly("a", "zz");
  }

  @Test
  public void aCommonPrefixIsJumpedOver() {
    for (int i = 0; i < 3_000; i++) {
      put("a/" + i);
    }
    put("b", "c/1", "d");
    metadata.entriesRead = 0;
    ObjectPage page = list(SLASH, Optional.empty(), 1000);
    assertThat(keys(page)).containsExactly("b", "d");
    assertThat(page.commonPrefixes()).containsExactly("a/", "c/");
    assertThat(metadata.entriesRead).isLessThan(1_100);
  }

  @Test
  public void aPageEndsWhereTooMuchIsNotThereAnyMore() {
    for (int i = 10_000; i < 20_005; i++) {
      String key = (i % 2 == 0 ? "a/" : "b") + i;
      put(key);
      bench.delete(key);
    }
    put("a/", "b");
    bench.delete("a/");
    put("z");
    List<String> found = new ArrayList<>();
    int pages = 0;
    Optional<String> after = Optional.empty();
    do {
      ObjectPage page = list(SLASH, after, 1000);
      found.addAll(keys(page));
      after = page.next();
      pages++;
    } while (after.isPresent());
    assertThat(found).containsExactly("b", "z");
    assertThat(pages).isEqualTo(2);
  }
}
