package org.mucura.blobs.filesystem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.mucura.spi.blob.BlobId;

/** A process of its own that opens a store, writes blobs until it is killed, and says which. */
final class BlobWriter {

  private static final int THREADS = 4;

  private BlobWriter() {}

  /**
   * Arguments: the folder, and the seed of the ids; without a seed the store is only opened. Prints
   * each blob whose write returned.
   */
  public static void main(String[] arguments) throws Exception {
    try (FilesystemBlobStore store = new FilesystemBlobStore(Path.of(arguments[0]), 0)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; arguments.length > 1 && i < THREADS; i++) {
        Random ids = new Random(Long.parseLong(arguments[1]) * THREADS + i);
        threads.add(new Thread(() -> writeForever(store, ids)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }

  /** Starts the process. */
  static Process start(Path folder, String... seed) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(BlobWriter.class.getName());
    command.add(folder.toString());
    command.addAll(List.of(seed));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** What a process says that opens and closes the store of {@code folder}. */
  static String openElsewhere(Path folder) throws IOException {
    byte[] said = start(folder).getInputStream().readAllBytes();
    return new String(said, StandardCharsets.UTF_8);
  }

  /** The only content that is ever written to {@code id}. */
  static byte[] contentOf(BlobId id) {
    Random random = new Random(id.hashCode());
    byte[] content = new byte[random.nextInt(200_000)];
    random.nextBytes(content);
    return content;
  }

  private static void writeForever(FilesystemBlobStore store, Random ids) {
    try {
      while (true) {
        BlobId id = new BlobId("%016x%016x".formatted(ids.nextLong(), ids.nextLong()));
        byte[] content = contentOf(id);
        OptionalLong size =
            ids.nextBoolean() ? OptionalLong.of(content.length) : OptionalLong.empty();
        store.write(id, size, new ByteArrayInputStream(content));
        System.out.println(id);
      }
    } catch (IOException e) {
      System.out.println(e);
    }
  }
}
