package org.mucura.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.Test;

public class BucketTest {

  @Test
  public void keysAreInTheOrderOfAListingAndInAThousandFolders() {
    for (int keys : new int[] {1000, 1001, 54_321}) {
      Bucket bucket = new Bucket(keys);
      assertThat(IntStream.range(0, keys).mapToObj(bucket::key)).isSorted().doesNotHaveDuplicates();
      assertThat(IntStream.range(0, keys).mapToObj(i -> bucket.key(i).substring(0, 4)).distinct())
          .hasSize(1000);
    }
    assertThat(new Bucket(10_000_000).key(9_999_999)).isEqualTo("999/09999999");
  }
}
