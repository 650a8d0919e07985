package org.mucura.blobs.filesystem.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.blob.BlobId;

/** Power cuts between any two calls to the disk: what was acknowledged is as it was. */
public class PowerCutTest {

  private static final int BOUND = 20_000;
  private static final int CUTS = 50;

  @Rule public final TemporaryFolder temporary = Folder.inMemory();

  /** What was promised up to the moment that is played back. */
  private final Set<BlobId> there = new HashSet<>();

  private final Set<BlobId> gone = new HashSet<>();
  private final PowerCutDisk disk = new PowerCutDisk();
  private final Random random = new Random(3);
  private Folder folder;

  @Before
  public void work() throws IOException {
    folder = Folder.in(temporary);
    for (int start = 0; start < 3; start++) {
      try (SegmentStore store = folder.open(disk)) {
        List<BlobId> ids = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
          ids.add(write(store, 100 * start + i));
          if (random.nextInt(12) == 0) {
            delete(store, ids.subList(0, random.nextInt(ids.size())));
          }
        }
        delete(store, ids.subList(0, 60));
        store.compact();
        delete(store, ids.subList(60, 61));
      }
    }
  }

  @Test
  public void loseNothingThatWasAcknowledged() throws Exception {
    for (int i = 0; i < CUTS; i++) {
      int steps = random.nextInt(disk.length() + 1);
      assertThat(failureOfCut(steps, "none")).as("cut behind step %s", steps).isEmpty();
    }
  }

  @Test
  public void wouldLoseSomethingWithoutEachKindOfFlush() throws Exception {
    for (String forgotten : List.of("data", "file", "folder")) {
      boolean found = false;
      for (int i = 0; i < CUTS && !found; i++) {
        found = !failureOfCut(random.nextInt(disk.length() + 1), forgotten).isEmpty();
      }
      assertThat(found).as("without flushes of " + forgotten).isTrue();
    }
  }

  /** What is wrong after a cut; empty if nothing is. */
  private String failureOfCut(int steps, String forgotten) throws IOException {
    there.clear();
    gone.clear();
    Path to = temporary.newFolder().toPath();
    Files.createDirectory(to.resolve("segments"));
    Files.createDirectory(to.resolve("tmp"));
    disk.cut(steps, random, folder.root(), to, forgotten);
    try (SegmentStore store = new Folder(to).open()) {
      for (BlobId id : there) {
        byte[] read = Folder.read(store, id);
        if (read == null || !Arrays.equals(read, Folder.content(id, BOUND))) {
          return id + " is gone";
        }
      }
      for (BlobId id : gone) {
        if (store.has(id)) {
          return id + " is there again";
        }
      }
      for (BlobId id : Folder.list(store)) {
        assertThat(Folder.read(store, id)).isEqualTo(Folder.content(id, BOUND));
      }
      return Folder.scrub(store).isEmpty() ? "" : "damage";
    } catch (DamagedException e) {
      return "damage";
    }
  }

  private BlobId write(SegmentStore store, int number) throws IOException {
    BlobId id = Folder.id(number);
    store.write(id, Folder.content(id, BOUND));
    disk.note(() -> there.add(id));
    return id;
  }

  private void delete(SegmentStore store, List<BlobId> ids) throws IOException {
    List<BlobId> removed = List.copyOf(ids);
    disk.note(() -> there.removeAll(removed));
    store.delete(removed);
    disk.note(() -> gone.addAll(removed));
  }
}
