package org.mucura.spi.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.junit.After;
import org.junit.Before;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.CasOutcome.Conflict;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/** A store for each test, and the words in which the tests speak of it. */
@SuppressWarnings("NullAway.Init") // JUnit calls the initializer
public abstract class MetadataStoreFixture {

  private static final int SECONDS_MAX = 60;

  /** The store under test. */
  protected MetadataStore store;

  private ExecutorService threads;

  /**
   * Opens the store of one test. The first time it is empty; each further time the test has closed
   * the one before, and this one holds what that one kept.
   */
  protected abstract MetadataStore open() throws Exception;

  /** Closes what {@link #open} gave. */
  protected void close(MetadataStore opened) throws Exception {
    ((AutoCloseable) opened).close();
  }

  @Before
  public final void openStore() throws Exception {
    threads = Executors.newCachedThreadPool();
    store = open();
  }

  @After
  public final void closeStore() throws Exception {
    threads.shutdownNow();
    assertThat(threads.awaitTermination(SECONDS_MAX, TimeUnit.SECONDS))
        .as("no call hangs")
        .isTrue();
    close(store);
  }

  /** Closes the store under test and opens it again. */
  protected final void reopen() throws Exception {
    close(store);
    store = open();
  }

  /** Puts and expects success. */
  protected final Revision put(Bytes key, Bytes value, Revision expected) {
    return applied(store.put(key, value, expected));
  }

  /** Puts a value that does not matter where nothing is. */
  protected final Revision create(Bytes key) {
    return put(key, Bytes.utf8("value of ").concat(key), Revision.ABSENT);
  }

  /** Deletes and expects success. */
  protected final void delete(Bytes key, Revision expected) {
    assertThat(applied(store.delete(key, expected))).isEqualTo(Revision.ABSENT);
  }

  /** Creates all of {@code keys}, many at once for the sake of stores that wait for a disk. */
  protected final void createAll(List<Bytes> keys) throws Exception {
    int writers = 16;
    atOnce(
        writers,
        writer -> {
          for (int i = writer; i < keys.size(); i += writers) {
            create(keys.get(i));
          }
          return true;
        });
  }

  protected final List<Bytes> scanKeys(Bytes after, Bytes before, int limit) {
    return store.scan(after, before, limit).stream().map(Entry::key).toList();
  }

  /** Runs {@code task} on so many threads at once; their results by number. */
  protected final <T> List<T> atOnce(int count, IntFunction<T> task) throws Exception {
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      running.add(threads.submit(() -> task.apply(number)));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : running) {
      results.add(await(future));
    }
    return results;
  }

  /** Begins {@code task} on a thread of its own. */
  protected final Future<?> begin(Runnable task) {
    return threads.submit(task);
  }

  /** The result of a task; what it threw is thrown here. */
  protected static <T> T await(Future<T> task) throws Exception {
    try {
      return task.get(SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("a call hangs", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failure) {
        throw failure;
      }
      throw e;
    }
  }

  protected static Revision applied(CasOutcome outcome) {
    assertThat(outcome).isInstanceOf(Applied.class);
    return ((Applied) outcome).revision();
  }

  protected static Conflict conflict(CasOutcome outcome) {
    assertThat(outcome).isInstanceOf(Conflict.class);
    return (Conflict) outcome;
  }

  protected static Bytes bytes(int... values) {
    byte[] array = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      array[i] = (byte) values[i];
    }
    return Bytes.wrap(array);
  }

  protected static Bytes random(Random random, int length) {
    byte[] array = new byte[length];
    random.nextBytes(array);
    return Bytes.wrap(array);
  }

  /** A short key of few different bytes, so that prefixes and repetitions are frequent. */
  protected static Bytes smallKey(Random random) {
    int[] alphabet = {0x00, 0x01, 'a', 0x7f, 0x80, 0xff};
    int[] key = random.ints(1 + random.nextInt(4), 0, alphabet.length).toArray();
    for (int i = 0; i < key.length; i++) {
      key[i] = alphabet[key[i]];
    }
    return bytes(key);
  }
}
