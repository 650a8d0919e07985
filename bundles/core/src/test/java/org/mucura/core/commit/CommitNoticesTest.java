package org.mucura.core.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.upload.UploadTarget;
import org.mucura.core.usage.UsageTotal;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.event.EventSink;
import org.mucura.spi.event.ObjectEvent;

public class CommitNoticesTest {

  private final List<ObjectEvent> events = new ArrayList<>();
  private final EventSink failing =
      event -> {
        throw new IllegalStateException("full");
      };
  private final Bench bench =
      new Bench(
          new MemoryMetadataStore(),
          new MemoryBlobStore(1 << 20),
          new ManualClock(),
          new Bench.Others(Runnable::run, List.of(failing, events::add)));

  @After
  public void close() {
    bench.close();
  }

  @Test
  public void sinksAreToldAndTheirFailureHarmsNobody() {
    String etag = bench.put("key", "12345").etag();
    bench.delete("key");
    bench.delete("key");
    UploadTarget upload = bench.begin("key");
    bench.complete(upload, List.of(bench.putPart(upload, 1, "123")), WriteCondition.NONE);
    assertThat(events)
        .extracting(ObjectEvent::type)
        .containsExactly(
            ObjectEvent.Type.OBJECT_CREATED_PUT,
            ObjectEvent.Type.OBJECT_REMOVED_DELETE,
            ObjectEvent.Type.OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD);
    assertThat(events.get(0).etag()).contains(etag);
    assertThat(events.get(0).size()).isEqualTo(5);
    assertThat(events.get(0).at()).isEqualTo(bench.clock().instant());
    assertThat(events.get(1).etag()).isEmpty();
    assertThat(events.get(1).size()).isZero();
    assertThat(events.get(2).size()).isEqualTo(3);
  }

  @Test
  public void everyChangeIsCounted() {
    bench.put("a", "12345");
    bench.put("a", "123");
    bench.put("b", "1");
    bench.delete("b");
    UploadTarget upload = bench.begin("c");
    bench.complete(upload, List.of(bench.putPart(upload, 1, "1234")), WriteCondition.NONE);
    bench.runUploadsJob();
    assertThat(bench.usage()).isEqualTo(new UsageTotal(7, 2));
  }
}
