package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.file.Path;

/** Bytes on the medium are not those that were written. */
final class DamagedException extends IOException {

  private static final long serialVersionUID = 1;

  DamagedException(Path file, String what) {
    super(file + " is damaged: " + what);
  }

  DamagedException(Path file, IOException cause) {
    super(file + " cannot be read: " + cause.getMessage(), cause);
  }
}
