package org.mucura.core.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Verifies a backup without a gateway to restore it into. */
public final class BackupCheck {

  private final Path folder;

  public BackupCheck(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads all files that a restore would read, to their ends.
   *
   * @param run whose state would be restored; empty: the last one
   * @param listener is told of each run that is whole
   * @return the run
   * @throws IOException with a message for an administrator, if something is damaged or missing
   */
  public BackupResult run(OptionalInt run, Consumer<String> listener) throws IOException {
    List<BackupRun> chain = BackupFolder.open(folder).chain(run);
    if (chain.isEmpty()) {
      throw new BackupException(folder + " has no run that ended");
    }
    for (BackupRun one : chain) {
      one.requireMetadata();
      one.requireContents();
      Manifest manifest = one.manifest();
      listener.accept(
          "run %d of %s is whole: %s, %d contents of %d bytes%s%s"
              .formatted(
                  manifest.run(),
                  manifest.begun(),
                  manifest.parent().isEmpty() ? "full" : "incremental",
                  manifest.counts().blobs(),
                  manifest.counts().bytes(),
                  manifest.keys() ? "" : ", without master keys",
                  manifest.contents() ? "" : ", without contents"));
    }
    return BackupResult.of(chain.get(chain.size() - 1).manifest());
  }
}
