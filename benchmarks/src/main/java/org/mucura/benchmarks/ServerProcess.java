package org.mucura.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A server's process, as Linux counts it. */
record ServerProcess(long pid) {

  /** Linux counts in hundredths of a second towards programs, whatever its own clock does. */
  private static final int MICROS_PER_TICK = 10_000;

  /** User and system time since the start, in microseconds. */
  long cpuMicros() throws IOException {
    String stat = Files.readString(file("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
  }

  /** The most memory that was resident so far, in KiB. */
  long peakKib() throws IOException {
    return Files.readAllLines(file("status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow(() -> new IOException("no VmHWM for process " + pid));
  }

  private Path file(String name) {
    return Path.of("/proc", Long.toString(pid), name);
  }
}
