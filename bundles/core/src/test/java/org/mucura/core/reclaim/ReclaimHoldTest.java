package org.mucura.core.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.After;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.metadata.memory.MemoryMetadataStore;

public class ReclaimHoldTest {

  private static final Duration GRACE = Duration.ofMinutes(11);

  private final ManualClock clock = new ManualClock();
  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 20);
  private final Bench bench = new Bench(metadata, blobs, clock);
  private final RecordStore records = new RecordStore(metadata);

  @After
  public void close() {
    bench.close();
  }

  private int blobCount() {
    return StoredBlobs.of(blobs).size();
  }

  private void pass(Duration time, ReclaimHold hold) throws IOException {
    for (Duration left = time; !left.isNegative(); left = left.minusMinutes(1)) {
      clock.advance(Duration.ofMinutes(1));
      hold.renew();
      bench.reclaimHere();
    }
  }

  @Test
  public void whatLosesItsNameDuringAHoldStaysUntilItsEnd() throws IOException {
    bench.put("key", "first");
    try (ReclaimHold hold = new ReclaimHold(records, clock)) {
      bench.put("key", "second");
      pass(GRACE.plus(GRACE), hold);
      assertThat(blobCount()).isEqualTo(2);
    }
    bench.reclaimHere();
    assertThat(blobCount()).isEqualTo(1);
    assertThat(records.scan(RecordType.HOLD.all(), 1)).isEmpty();
  }

  @Test
  public void whatWasDueBeforeItIsReclaimed() throws IOException {
    bench.put("key", "first");
    bench.put("key", "second");
    clock.advance(GRACE);
    try (ReclaimHold hold = new ReclaimHold(records, clock)) {
      hold.renew();
      bench.reclaimHere();
      assertThat(blobCount()).isEqualTo(1);
    }
  }

  @Test
  public void aHoldOfSomebodyWhoDiedEnds() throws IOException {
    bench.put("key", "first");
    ReclaimHold hold = new ReclaimHold(records, clock);
    bench.put("key", "second");
    clock.advance(ReclaimHold.LIFE.plusSeconds(1));
    bench.reclaimHere();
    assertThat(blobCount()).isEqualTo(1);
    assertThatThrownBy(hold::renew).isInstanceOf(IOException.class).hasMessageContaining("begin");
    try (ReclaimHold next = new ReclaimHold(records, clock)) {
      next.renew();
      assertThat(records.scan(RecordType.HOLD.all(), 10)).hasSize(1);
    }
  }

  @Test
  public void theOldestOfSeveralHoldsCounts() throws IOException {
    bench.put("key", "first");
    try (ReclaimHold older = new ReclaimHold(records, clock)) {
      bench.put("key", "second");
      // when what was replaced is due, which the younger hold would not keep
      pass(GRACE, older);
      try (ReclaimHold younger = new ReclaimHold(records, clock)) {
        pass(Duration.ofMinutes(1), older);
        younger.renew();
        assertThat(blobCount()).isEqualTo(2);
      }
      bench.reclaimHere();
      assertThat(blobCount()).isEqualTo(2);
    }
  }
}
