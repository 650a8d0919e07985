package org.mucura.core.object;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.testing.ManualClock;
import org.mucura.metadata.memory.MemoryMetadataStore;

/** How often a request asks the metadata store, the bucket being cached. */
public class StoreCallsTest {

  private final CountingMetadataStore metadata =
      new CountingMetadataStore(new MemoryMetadataStore());
  private final List<Runnable> redos = new ArrayList<>();
  private final Bench bench =
      new Bench(metadata, new MemoryBlobStore(1 << 20), new ManualClock(), redos::add);

  @After
  public void close() {
    bench.close();
  }

  private int calls(Runnable request) {
    metadata.calls = 0;
    request.run();
    return metadata.calls;
  }

  @Test
  public void aPutSwapsAtOnce() {
    assertThat(calls(() -> bench.put("key", "one"))).isEqualTo(1);
    assertThat(redos).isEmpty();
  }

  @Test
  public void aPutWithAConditionReadsAndSwaps() {
    assertThat(calls(() -> bench.put("key", "one", WriteCondition.IF_ABSENT))).isEqualTo(2);
  }

  @Test
  public void noClientWaitsForWhatIsFreed() {
    bench.put("key", "one");
    assertThat(calls(() -> bench.put("key", "two"))).isEqualTo(2);
    assertThat(redos).hasSize(1);
    assertThat(calls(redos.remove(0))).isEqualTo(1);
    assertThat(calls(() -> bench.put("key", "three"))).isEqualTo(2);
  }

  @Test
  public void aReaderReadsOnce() {
    bench.put("key", "one");
    assertThat(calls(() -> bench.head("key"))).isEqualTo(1);
    assertThat(calls(() -> bench.get("key"))).isEqualTo(1);
  }

  @Test
  public void aRemovalReadsAndSwaps() {
    bench.put("key", "one");
    assertThat(calls(() -> bench.delete("key"))).isEqualTo(2);
    assertThat(calls(() -> bench.delete("other"))).isEqualTo(1);
  }
}
