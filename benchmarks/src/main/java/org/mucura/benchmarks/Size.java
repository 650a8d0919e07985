package org.mucura.benchmarks;

/** Sizes of contents. */
final class Size {

  static final int KIB = 1024;
  static final int MIB = 1024 * KIB;

  private Size() {}

  /** For instance {@code 4 KiB}. */
  static String text(int bytes) {
    return bytes % MIB == 0 ? bytes / MIB + " MiB" : bytes / KIB + " KiB";
  }
}
