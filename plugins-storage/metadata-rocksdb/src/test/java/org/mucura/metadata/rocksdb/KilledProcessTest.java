package org.mucura.metadata.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Whatever a process acknowledged before it was killed is there afterwards. */
public class KilledProcessTest {

  private static final int KILLS = 4;

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final int[] counts = new int[AcknowledgingWriter.THREADS];
  private final Set<String> revisions = new HashSet<>();

  @Test
  public void keepsWhatItAcknowledged() throws Exception {
    Path path = folder.getRoot().toPath().resolve("store");
    Random random = new Random();
    for (int kill = 0; kill < KILLS; kill++) {
      killWhileWriting(path, 100 + random.nextInt(200));
    }
    try (RocksDbMetadataStore store = new RocksDbMetadataStore(RocksDbSettings.of(path))) {
      for (int thread = 0; thread < counts.length; thread++) {
        assertThat(counts[thread]).isPositive();
        assertThat(store.get(AcknowledgingWriter.counter(thread)).orElseThrow().value())
            .extracting(AcknowledgingWriter::text)
            .extracting(Integer::parseInt)
            .as("the last count acknowledged, or the one under way")
            .isIn(counts[thread], counts[thread] + 1);
        for (int count = 1; count <= counts[thread]; count++) {
          assertThat(store.get(AcknowledgingWriter.created(thread, count))).isPresent();
        }
      }
    }
  }

  private void killWhileWriting(Path path, int acknowledgements) throws Exception {
    Process writer = start(path);
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < acknowledgements; i++) {
        note(lines.readLine());
      }
      writer.toHandle().destroyForcibly(); // by its handle, which leaves the pipe to be read
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
  }

  private Process start(Path path) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-Djava.io.tmpdir=" + folder.getRoot(), // for the library, which a killed one leaves
            "-cp",
            classPath,
            AcknowledgingWriter.class.getName(),
            path.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Takes an acknowledgement; one that the kill cut off is none. */
  private void note(String line) {
    assertThat(line).as("the writer does not end by itself").isNotNull();
    String[] words = line.split(" ", -1);
    if (words.length < 3 || words[2].length() != 2 * Revisions.TOKEN_LENGTH) {
      return;
    }
    counts[Integer.parseInt(words[0])] = Integer.parseInt(words[1]);
    assertThat(revisions.add(words[2])).as("a revision that was not given before").isTrue();
  }
}
