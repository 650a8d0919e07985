package org.mucura.metadata.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.CasOutcome.Unknown;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;

/** A medium that fails, for which a limit on the size of this process's files stands in. */
public class WriteFailureTest {

  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  private static final Bytes VALUE = Bytes.wrap(new byte[256 * 1024]);

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private RocksDbSettings settings;
  private RocksDbMetadataStore store;
  private final Map<Bytes, Revision> acknowledged = new HashMap<>();

  @Before
  public void open() {
    assumeTrue(Files.isExecutable(PRLIMIT));
    settings = new RocksDbSettings(folder.getRoot().toPath().resolve("store"), 8, 64, 0);
    store = new RocksDbMetadataStore(settings);
  }

  @After
  public void close() {
    if (store != null) {
      store.close();
    }
  }

  @Test
  public void aFailedWriteIsUnknownAndNoLaterOneIsMade() throws Exception {
    Bytes failed = fillUntilUnknown(this::assertNoLaterOneIsMade);
    assertThat(acknowledged).isNotEmpty();
    assertKept();
    assertThat(store.get(failed)).isEmpty();
  }

  /** Asked at once, for the store looks soon whether the medium is well again. */
  private void assertNoLaterOneIsMade() {
    assertThatExceptionOfType(MetadataStoreException.class)
        .isThrownBy(() -> store.put(Bytes.utf8("next"), VALUE, Revision.ABSENT))
        .withMessageContaining("will be opened again");
  }

  @Test
  public void readingGoesOnWhileTheMediumStaysBroken() throws Exception {
    fillUntilUnknown(
        () -> {
          String refusal = "";
          while (!refusal.contains("takes no changes until the disk does")) {
            refusal = assertThatNoChangeIsMade();
            assertKept();
          }
        });
    Revision next = putWhenPossible(Bytes.utf8("next"));
    acknowledged.put(Bytes.utf8("next"), next);
    assertKept();
    assertThat(settings.path().resolve("trial.tmp")).doesNotExist();
  }

  private String assertThatNoChangeIsMade() {
    try {
      CasOutcome made = store.put(Bytes.utf8("next"), VALUE, Revision.ABSENT);
      throw new AssertionError("a change ended: " + made);
    } catch (MetadataStoreException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  public void theStoreGoesOnOnceTheMediumDoes() throws Exception {
    Bytes failed = fillUntilUnknown(() -> {});
    Revision next = putWhenPossible(Bytes.utf8("next"));
    acknowledged.put(Bytes.utf8("next"), next);
    assertKept();
    Optional<Entry> undecided = store.get(failed);
    if (undecided.isPresent()) {
      acknowledged.put(failed, undecided.get().revision());
      assertThat(undecided.get().value()).isEqualTo(VALUE);
    }
    store.close();
    store = new RocksDbMetadataStore(settings);
    assertKept();
    assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, 1000)).hasSize(acknowledged.size());
  }

  private Bytes fillUntilUnknown(Runnable then) throws Exception {
    limitFileSize("4194304");
    try {
      for (int i = 0; ; i++) {
        Bytes key = Bytes.utf8("key " + i);
        CasOutcome outcome = store.put(key, VALUE, Revision.ABSENT);
        if (outcome instanceof Unknown) {
          then.run();
          return key;
        }
        acknowledged.put(key, ((Applied) outcome).revision());
      }
    } finally {
      limitFileSize("unlimited");
    }
  }

  private Revision putWhenPossible(Bytes key) throws InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      try {
        return ((Applied) store.put(key, VALUE, Revision.ABSENT)).revision();
      } catch (MetadataStoreException e) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("the store does not go on");
  }

  private void assertKept() {
    acknowledged.forEach(
        (key, revision) -> assertThat(store.get(key)).contains(new Entry(key, VALUE, revision)));
  }

  /** Sets the soft limit only, which may be lifted again. */
  private static void limitFileSize(String bytes) throws IOException, InterruptedException {
    String pid = Long.toString(ProcessHandle.current().pid());
    Process process =
        new ProcessBuilder(PRLIMIT.toString(), "--pid", pid, "--fsize=" + bytes + ":").start();
    assertThat(process.waitFor()).isZero();
  }
}
