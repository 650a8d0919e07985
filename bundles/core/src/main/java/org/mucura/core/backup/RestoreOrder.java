package org.mucura.core.backup;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is to be restored.
 *
 * @param folder with the backup
 * @param run the number of the run whose state it is; empty: the last one
 * @param passPhrase of the master keys in the backup; empty: they are in place already
 */
public record RestoreOrder(Path folder, OptionalInt run, Optional<String> passPhrase) {

  /** Without the pass phrase. */
  @Override
  public String toString() {
    return "restore from " + folder;
  }
}
