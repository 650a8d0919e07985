package org.mucura.metadata.rocksdb;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.Revision;

/**
 * A process that counts up one key per thread and creates one key per count, and says so on its
 * standard output once it is acknowledged: {@code thread count revision}.
 */
final class AcknowledgingWriter {

  static final int THREADS = 4;

  private AcknowledgingWriter() {}

  /** Writes to the store in the folder {@code arguments[0]} until it is killed. */
  public static void main(String[] arguments) {
    RocksDbMetadataStore store =
        new RocksDbMetadataStore(RocksDbSettings.of(Path.of(arguments[0])));
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      new Thread(() -> count(store, number, System.out)).start();
    }
  }

  static Bytes counter(int thread) {
    return Bytes.utf8("counter " + thread);
  }

  static Bytes created(int thread, int count) {
    return Bytes.utf8("created " + thread + " " + count);
  }

  private static void count(RocksDbMetadataStore store, int thread, PrintStream acknowledged) {
    Bytes key = counter(thread);
    Revision revision = store.get(key).map(Entry::revision).orElse(Revision.ABSENT);
    int count = store.get(key).map(entry -> Integer.parseInt(text(entry.value()))).orElse(0);
    while (true) {
      count++;
      // a key of this count may be there from a run that was killed before it counted
      if (store.get(created(thread, count)).isEmpty()) {
        applied(store.put(created(thread, count), Bytes.EMPTY, Revision.ABSENT));
      }
      revision = applied(store.put(key, Bytes.utf8(Integer.toString(count)), revision));
      acknowledged.println(thread + " " + count + " " + revision.token());
    }
  }

  private static Revision applied(Object outcome) {
    return ((Applied) outcome).revision();
  }

  static String text(Bytes value) {
    return new String(value.toArray(), StandardCharsets.UTF_8);
  }
}
