package org.mucura.blobs.filesystem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;

/**
 * How many contents a second are written durably, and read, as files and packed, by how many
 * threads; to find the border between the two. Run by hand: arguments are a folder on the medium to
 * be measured, seconds a measurement, and rounds.
 */
final class PackingBenchmark {

  private static final int KIB = 1024;
  private static final int[] LENGTHS = {4, 16, 64, 128, 256, 512};
  private static final int[] THREADS = {1, 8, 16};
  private static final long WRITTEN_MAX = 1L << 30;
  private static final Packing PACKED = Packing.ofUnits(512, 64);

  private final Path folder;
  private final double seconds;

  private PackingBenchmark(Path folder, double seconds) {
    this.folder = folder;
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    PackingBenchmark benchmark =
        new PackingBenchmark(Path.of(arguments[0]), Double.parseDouble(arguments[1]));
    int rounds = Integer.parseInt(arguments[2]);
    System.out.println("KiB threads | written/s files packed | read/s files packed");
    for (int length : LENGTHS) {
      for (int threads : THREADS) {
        List<Result> files = new ArrayList<>();
        List<Result> packed = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
          files.add(benchmark.measure(Packing.NONE, length * KIB, threads));
          packed.add(benchmark.measure(PACKED, length * KIB, threads));
        }
        System.out.printf(
            "%4d %2d | %7.0f %7.0f | %7.0f %7.0f%n",
            length,
            threads,
            median(files, Result::written),
            median(packed, Result::written),
            median(files, Result::read),
            median(packed, Result::read));
      }
    }
  }

  private record Result(double written, double read) {}

  private interface Figure {
    double of(Result result);
  }

  private static double median(List<Result> results, Figure figure) {
    return results.stream().mapToDouble(figure::of).sorted().toArray()[results.size() / 2];
  }

  private Result measure(Packing packing, int length, int threads) throws Exception {
    Path root = Files.createTempDirectory(folder, "packing");
    try (FilesystemBlobStore store = new FilesystemBlobStore(root, 0, packing)) {
      byte[] content = new byte[length];
      new Random(1).nextBytes(content);
      ConcurrentLinkedQueue<BlobId> ids = new ConcurrentLinkedQueue<>();
      LongAdder bytes = new LongAdder();
      double written =
          perSecond(
              threads,
              () -> {
                BlobId id = newId();
                store.write(id, OptionalLong.of(length), new ByteArrayInputStream(content));
                ids.add(id);
                bytes.add(length);
                return bytes.sum() < WRITTEN_MAX;
              });
      List<BlobId> all = List.copyOf(ids);
      double read =
          perSecond(
              threads,
              () -> {
                BlobId id = all.get(ThreadLocalRandom.current().nextInt(all.size()));
                try (InputStream stream = store.read(id, new BlobRange(0, length))) {
                  stream.readNBytes(new byte[length], 0, length);
                }
                return true;
              });
      return new Result(written, read);
    } finally {
      remove(root);
    }
  }

  private interface Operation {
    boolean run() throws IOException;
  }

  private double perSecond(int threads, Operation operation) throws Exception {
    LongAdder count = new LongAdder();
    long begin = System.nanoTime();
    long end = begin + (long) (seconds * 1e9);
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      all.add(new Thread(() -> repeat(operation, end, count)));
    }
    all.forEach(Thread::start);
    for (Thread thread : all) {
      thread.join();
    }
    return count.sum() * 1e9 / (System.nanoTime() - begin);
  }

  private static void repeat(Operation operation, long end, LongAdder count) {
    try {
      while (System.nanoTime() < end && operation.run()) {
        count.increment();
      }
    } catch (IOException e) {
      System.out.println(e);
    }
  }

  private static BlobId newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new BlobId(
        "%012x%016x%04x"
            .formatted(System.currentTimeMillis(), random.nextLong(), random.nextInt(1 << 16)));
  }

  private static void remove(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
