package org.mucura.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Clients that together make ready what is measured later, or look at it. */
final class Crowd {

  private static final int CLIENTS = 8;

  private final Endpoint endpoint;

  Crowd(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** One of many requests. */
  interface Task {
    void run(Client client, int index) throws IOException;
  }

  /** Does a task by one client. */
  void once(Task task) throws IOException {
    try (Client client = new Client(endpoint)) {
      task.run(client, 0);
    }
  }

  /** Does a task for each index below a count, in no order. */
  void each(int count, Task task) throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(threads.submit(() -> some(next, count, task)));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException(endpoint.name(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private @Nullable Void some(AtomicInteger next, int count, Task task) throws IOException {
    try (Client client = new Client(endpoint)) {
      for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
        task.run(client, i);
      }
    }
    return null;
  }
}
