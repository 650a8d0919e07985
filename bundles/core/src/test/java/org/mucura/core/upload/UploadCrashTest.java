package org.mucura.core.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.testing.CrashingStores;
import org.mucura.core.testing.CrashingStores.Crash;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.core.upload.Settlement.Settled;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/** A gateway dies after each single store call of an operation, and another one goes on. */
public class UploadCrashTest {

  private static final String KEY = "key";

  /** One world: the stores, a gateway that dies, and one that lives. */
  private static final class World {

    final MemoryMetadataStore metadata = new MemoryMetadataStore();
    final MemoryBlobStore blobs = new MemoryBlobStore(1 << 20);
    final ManualClock clock = new ManualClock();
    final CrashingStores stores = new CrashingStores(metadata, blobs);
    final UploadBench dying = new UploadBench(stores.metadata(), stores.blobs(), clock);
    final UploadBench living = new UploadBench(metadata, blobs, clock);
    final UploadTarget upload;
    final PartInfo one;
    final PartInfo two;
    boolean acknowledged;

    World() {
      living.newBucket();
      living.put("other", "so that the sweep believes the store");
      upload = living.begin(KEY);
      one = living.putPart(upload, 1, "hello ");
      two = living.putPart(upload, 2, "world");
    }

    int blobCount() {
      return StoredBlobs.of(blobs).size();
    }

    /** After everything was cleaned up there is what the object needs, and nothing else. */
    void assertTidy(int blobsOfObjects) {
      living.tidy();
      assertThat(blobCount()).isEqualTo(1 + blobsOfObjects);
      List<Bytes> keys = new ArrayList<>();
      metadata.scan(Bytes.EMPTY, Bytes.EMPTY, 1000).forEach(entry -> keys.add(entry.key()));
      for (String known : List.of("Z", "M", "N", "n", "J", "O")) {
        keys.removeIf(key -> key.startsWith(Bytes.utf8(known)));
      }
      assertThat(keys).isEmpty();
    }
  }

  /** Runs {@code operation} in a new world for every call at which its gateway may die. */
  private static void dyingAnywhere(Consumer<World> operation, Consumer<World> check) {
    boolean died = true;
    for (int calls = 0; died; calls++) {
      World world = new World();
      world.stores.dieAfter(calls);
      try {
        operation.accept(world);
        world.acknowledged = true;
      } catch (Crash crash) {
        world.acknowledged = false;
      }
      died = world.stores.isDead();
      check.accept(world);
      assertThat(calls).as("an operation of many calls").isLessThan(1000);
    }
  }

  @Test
  public void aCompletionIsFinishedByWhoeverRepeatsIt() {
    dyingAnywhere(
        world -> world.dying.complete(world.upload, world.one, world.two),
        world -> {
          CompleteResult result = world.living.complete(world.upload, world.one, world.two);
          assertThat(world.living.get(KEY)).isEqualTo("hello world");
          assertThat(world.living.head(KEY).etag()).isEqualTo(result.etag());
          world.assertTidy(2);
          assertThat(world.living.get(KEY)).isEqualTo("hello world");
        });
  }

  @Test
  public void aCompletionIsFinishedByHousekeeping() {
    dyingAnywhere(
        world -> world.dying.complete(world.upload, world.one, world.two),
        world -> {
          boolean wasThere = isThere(world);
          world.living.housekeep();
          boolean open = world.living.uploadKeys().contains(KEY);
          assertThat(isThere(world)).isEqualTo(!open);
          if (wasThere || world.acknowledged) {
            assertThat(world.living.get(KEY)).isEqualTo("hello world");
          }
          if (open) {
            world.living.uploads.abort(world.upload);
          }
          world.assertTidy(open ? 0 : 2);
        });
  }

  @Test
  public void whatOverwritesACompletionThatDiedIsNotUndone() {
    dyingAnywhere(
        world -> world.dying.complete(world.upload, world.one, world.two),
        world -> {
          boolean wasThere = isThere(world);
          world.living.put(KEY, "newer");
          boolean finished = !world.living.uploadKeys().contains(KEY);
          if (wasThere) {
            world.living.housekeep();
            assertThat(world.living.get(KEY)).isEqualTo("newer");
            assertThat(finished).isTrue();
          }
          world.living.housekeep();
          if (world.living.uploadKeys().contains(KEY)) {
            world.living.uploads.abort(world.upload);
          }
          world.assertTidy(world.living.get(KEY).equals("newer") ? 1 : 2);
        });
  }

  @Test
  public void aCompletionThatIsRefusedStaysOpenOrIsFinished() {
    dyingAnywhere(
        world -> {
          Racing racing = new Racing(world);
          racing.completeIfAbsent();
        },
        world -> {
          assertThat(world.living.get(KEY)).isEqualTo("other");
          CompleteResult result = world.living.complete(world.upload, world.one, world.two);
          assertThat(world.living.head(KEY).etag()).isEqualTo(result.etag());
          world.assertTidy(2);
        });
  }

  /** Completes, if there is no object, while another request makes one in the last moment. */
  private static final class Racing {

    private final World world;

    Racing(World world) {
      this.world = world;
    }

    void completeIfAbsent() {
      UploadKey key = UploadKey.of(world.upload);
      UploadBench bench = world.dying;
      UploadStore store = new UploadStore(bench.records);
      Tools tools = Tools.of(bench.storage, bench.usage, bench.settings, world.clock);
      try {
        Planner planner = new Planner(tools.parts(), bench.storage.pages(), bench.settings);
        CompleteUpload request =
            UploadBench.request(world.upload, WriteCondition.IF_ABSENT, world.one, world.two);
        PartList list = new PartList(request.parts());
        var open = store.find(key).orElseThrow();
        Manifest manifest = planner.plan(key, open.value(), request, list);
        var completing = store.move(open, new UploadState.Completing(manifest)).orElseThrow();
        world.living.put(KEY, "other");
        Settled settled = tools.settlement().settle(world.living.bucket(), key, completing);
        assertThat(settled)
            .isInstanceOfSatisfying(
                Settled.Refused.class,
                refused ->
                    assertThat(refused.why().code()).isEqualTo(ErrorCode.PRECONDITION_FAILED));
        assertThat(world.living.partNumbers(world.upload)).containsExactly(1, 2);
      } catch (Crash crash) {
        world.living.put(KEY, "other");
        throw crash;
      }
    }
  }

  @Test
  public void anAbortIsFinished() {
    dyingAnywhere(
        world -> world.dying.uploads.abort(world.upload),
        world -> {
          if (world.living.uploadKeys().contains(KEY)) {
            assertThat(world.acknowledged).isFalse();
            assertThat(world.living.partNumbers(world.upload)).containsExactly(1, 2);
            world.living.uploads.abort(world.upload);
          }
          world.assertTidy(0);
          assertThat(world.living.usage.ofAccount(UploadBench.ACCOUNT).objects()).isEqualTo(1);
        });
  }

  @Test
  public void aPartIsThereOrWasNeverThere() {
    dyingAnywhere(
        world -> world.dying.putPart(world.upload, 1, "HELLO "),
        world -> {
          PartInfo part =
              world.living.uploads.listParts(new PartQuery(world.upload, 0, 1)).parts().get(0);
          if (world.acknowledged) {
            assertThat(part.etag()).isNotEqualTo(world.one.etag());
          }
          world.living.complete(world.upload, part, world.two);
          assertThat(world.living.get(KEY))
              .isEqualTo(part.etag().equals(world.one.etag()) ? "hello world" : "HELLO world");
          world.assertTidy(2);
        });
  }

  @Test
  public void aPartThatComesTooLateIsNotLeftBehind() {
    dyingAnywhere(
        world -> {
          try {
            world.dying.uploads.putPart(
                new PartTarget(world.upload, 3),
                UploadBench.late("late", () -> world.living.uploads.abort(world.upload)));
          } catch (S3Exception e) {
            assertThat(e.code()).isEqualTo(ErrorCode.NO_SUCH_UPLOAD);
            return;
          }
          throw new AssertionError("a part of an aborted upload was taken");
        },
        world -> {
          if (world.living.uploadKeys().contains(KEY)) {
            world.living.uploads.abort(world.upload);
          }
          world.assertTidy(0);
        });
  }

  private static boolean isThere(World world) {
    try {
      world.living.head(KEY);
      return true;
    } catch (S3Exception e) {
      assertThat(e.code()).isEqualTo(ErrorCode.NO_SUCH_KEY);
      return false;
    }
  }
}
