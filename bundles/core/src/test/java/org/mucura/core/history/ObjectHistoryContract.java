package org.mucura.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;
import org.mucura.core.bench.Bench;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ListableBlobStore;
import org.mucura.spi.metadata.MetadataStore;

/**
 * Random histories of a bucket on given stores, beside a sorted map: after every step, lists, heads
 * and bodies say the same as the map, also after the stores were closed and opened again; and in
 * the end no blob is left that no object names.
 */
public abstract class ObjectHistoryContract {

  private static final int STEPS = 200;

  /** A pair of stores that are open. */
  public record Opened(MetadataStore metadata, BlobStore blobs) {}

  /** Opens the stores of this test, the same ones each time. */
  protected abstract Opened open() throws Exception;

  /** Closes what was opened, as the container would. */
  protected abstract void close(Opened stores) throws Exception;

  /** How many histories there is time for. */
  protected int histories() {
    return 2;
  }

  @Test
  public void listHeadAndGetSayTheSame() throws Exception {
    for (long seed = 1; seed <= histories(); seed++) {
      run(seed);
    }
  }

  private void run(long seed) throws Exception {
    Random random = new Random(seed);
    ManualClock clock = new ManualClock();
    BucketModel model = new BucketModel();
    Opened stores = open();
    Bench bench = new Bench(stores.metadata(), stores.blobs(), clock);
    HistoryStep history = new HistoryStep(model, random);
    for (int step = 0; step < STEPS; step++) {
      String what = "seed " + seed + " step " + step + ": " + history.next(bench);
      model.check(bench, what);
      clock.advance(Duration.ofMillis(random.nextInt(500)));
      if (random.nextInt(40) == 0) {
        bench.close();
        close(stores);
        stores = open();
        bench = new Bench(stores.metadata(), stores.blobs(), clock);
        model.check(bench, "reopened after " + what);
      }
    }
    bench.tidy();
    model.check(bench, "seed " + seed + " tidied");
    assertThat(blobs(stores)).as("blobs, seed %d", seed).hasSize(bench.partCount());
    model.clear(bench);
    bench.tidy();
    assertThat(blobs(stores)).as("blobs at the end").isEmpty();
    bench.close();
    close(stores);
  }

  private static Set<BlobId> blobs(Opened stores) throws Exception {
    return new TreeSet<>(StoredBlobs.of((ListableBlobStore) stores.blobs()));
  }
}
