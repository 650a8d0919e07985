package org.mucura.core.key;

import java.nio.file.Path;

/** For tests of other packages, the ring of a gateway on a disk. */
public final class FileKeys {

  private FileKeys() {}

  /** The ring that {@code file} has, or is to have. */
  public static KeyRingStore of(Path file) {
    return new TextKeyRing(file);
  }
}
