package org.mucura.core.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mucura.core.upload.UploadBench.refused;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.upload.UploadState.Completing;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;
import org.mucura.wire.ErrorCode;

/** Completions that stand still while others go on. */
public class StalledCompletionTest {

  private static final String KEY = "key";

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 20);
  private final ManualClock clock = new ManualClock();
  private final UploadBench bench = new UploadBench(metadata, blobs, clock);
  private final Stalling stalling = new Stalling();

  /** Stands still once, after it read an upload right after an object. */
  private final class Stalling implements MetadataStore {

    private Runnable meanwhile = () -> {};
    private char last;

    @Override
    public MetadataCapabilities capabilities() {
      return metadata.capabilities();
    }

    @Override
    public List<Optional<Entry>> get(List<Bytes> keys) {
      List<Optional<Entry>> found = metadata.get(keys);
      char letter = (char) keys.get(0).at(0);
      boolean stalls = last == 'O' && letter == 'U';
      last = letter;
      if (stalls) {
        Runnable work = meanwhile;
        meanwhile = () -> {};
        work.run();
      }
      return found;
    }

    @Override
    public CasOutcome put(Bytes key, Bytes value, Revision expected) {
      return metadata.put(key, value, expected);
    }

    @Override
    public CasOutcome delete(Bytes key, Revision expected) {
      return metadata.delete(key, expected);
    }

    @Override
    public List<Entry> scan(Bytes after, Bytes before, int limit) {
      return metadata.scan(after, before, limit);
    }
  }

  @Before
  public void prepare() {
    bench.newBucket();
  }

  /**
   * The object was absent, present, and is absent again: the completion must not take it for new.
   */
  @Test
  public void aCompletionDoesNotReviveWhatWasRemovedMeanwhile() {
    UploadTarget upload = bench.begin(KEY);
    PartInfo part = bench.putPart(upload, 1, "hello world");
    UploadBench stalled = new UploadBench(stalling, blobs, clock);
    stalling.meanwhile =
        () -> {
          bench.complete(upload, part);
          bench.delete(KEY);
          clock.advance(Duration.ofMinutes(6));
          bench.reclaim();
        };

    stalled.complete(upload, part);

    refused(ErrorCode.NO_SUCH_KEY, () -> bench.head(KEY));
  }

  /** Whoever comes with a part settles the upload first, and finds it open again. */
  @Test
  public void aPartComesToAnUploadWhoseCompletionStopsAndIsRefused() {
    UploadTarget upload = bench.begin(KEY);
    PartInfo part = bench.putPart(upload, 1, "hello ");
    begin(upload, WriteCondition.IF_ABSENT, part);
    bench.put(KEY, "other");

    PartInfo two = bench.putPart(upload, 2, "world");

    bench.complete(upload, part, two);
    assertThat(bench.get(KEY)).isEqualTo("hello world");
  }

  @Test
  public void aPartDoesNotComeToAnUploadWhoseCompletionOnlyStopped() {
    UploadTarget upload = bench.begin(KEY);
    PartInfo part = bench.putPart(upload, 1, "hello ");
    begin(upload, WriteCondition.NONE, part);

    refused(ErrorCode.NO_SUCH_UPLOAD, () -> bench.putPart(upload, 2, "world"));

    assertThat(bench.get(KEY)).isEqualTo("hello ");
  }

  /** Begins a completion and leaves it. */
  private void begin(UploadTarget upload, WriteCondition condition, PartInfo... parts) {
    UploadKey key = UploadKey.of(upload);
    UploadStore store = new UploadStore(bench.records);
    Tools tools = Tools.of(bench.storage, bench.usage, bench.settings, clock);
    Planner planner = new Planner(tools.parts(), bench.storage.pages(), bench.settings);
    CompleteUpload request = UploadBench.request(upload, condition, parts);
    var open = store.find(key).orElseThrow();
    Manifest manifest = planner.plan(key, open.value(), request, new PartList(request.parts()));
    assertThat(store.move(open, new Completing(manifest))).isPresent();
  }
}
