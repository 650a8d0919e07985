package org.mucura.blobs.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;

/** Writers that are killed: what they acknowledged is whole, and so is all else that is there. */
public class KilledWriterTest {

  private static final int ROUNDS = 4;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void hasEveryAcknowledgedBlobWhole() throws Exception {
    Path root = folder.getRoot().toPath();
    List<BlobId> acknowledged = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged.addAll(writeUntilKilled(root, round, 30 + 37 * round));

      try (FilesystemBlobStore store = new FilesystemBlobStore(root, 0)) {
        assertThat(root.resolve("tmp")).isEmptyDirectory();
        List<BlobId> listed = store.list(Optional.empty(), 1_000_000);
        assertThat(listed).containsAll(acknowledged).doesNotHaveDuplicates();
        for (BlobId id : listed) {
          try (InputStream stream = store.read(id, new BlobRange(0, Long.MAX_VALUE))) {
            assertThat(stream.readAllBytes()).isEqualTo(BlobWriter.contentOf(id));
          }
        }
      }
    }
  }

  /** What was acknowledged until soon after the first {@code count}. */
  private static List<BlobId> writeUntilKilled(Path root, int seed, int count) throws Exception {
    List<BlobId> acknowledged = new ArrayList<>();
    Process writer = BlobWriter.start(root, String.valueOf(seed));
    try (BufferedReader said = writer.inputReader()) {
      read(said, acknowledged, count);
      writer.toHandle().destroyForcibly();
      read(said, acknowledged, Integer.MAX_VALUE);
    }
    writer.waitFor();
    return acknowledged;
  }

  private static void read(BufferedReader said, List<BlobId> ids, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      String line = said.readLine();
      if (line == null) {
        assertThat(count).as("lines before the kill").isEqualTo(Integer.MAX_VALUE);
        return;
      }
      ids.add(new BlobId(line));
    }
  }
}
