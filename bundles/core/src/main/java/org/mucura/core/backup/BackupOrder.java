package org.mucura.core.backup;

import java.nio.file.Path;
import java.util.Optional;
import org.mucura.core.key.PassPhrase;

/**
 * What a backup is to be.
 *
 * @param folder where; made if it is not there
 * @param full whether it is to need no run before it
 * @param contents whether blobs are copied too; in an incremental run as in those before it
 * @param passPhrase under which the master keys are put; empty: the backup has none
 */
public record BackupOrder(
    Path folder, boolean full, boolean contents, Optional<String> passPhrase) {

  public BackupOrder {
    if (!folder.isAbsolute()) {
      throw new IllegalArgumentException("name the folder by its whole path: " + folder);
    }
    passPhrase.map(String::length).ifPresent(PassPhrase::requireLength);
  }

  /** Without the pass phrase. */
  @Override
  public String toString() {
    return "backup into " + folder;
  }
}
