package org.mucura.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processor time of a server's process, as Linux counts it. */
record ServerCpu(long pid) {

  /** Linux counts in hundredths of a second towards programs, whatever its own clock does. */
  private static final int MICROS_PER_TICK = 10_000;

  /** User and system time since the start, in microseconds. */
  long micros() throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
  }
}
