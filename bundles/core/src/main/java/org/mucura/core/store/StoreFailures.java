package org.mucura.core.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.mucura.core.store.StoreStatus.Kind;

/** Counts what stores failed to do, by name: a count outlives a store that is exchanged. */
final class StoreFailures {

  private record Key(Kind kind, String name) {}

  private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

  void add(Kind kind, String name) {
    counts.computeIfAbsent(new Key(kind, name), key -> new LongAdder()).increment();
  }

  long count(Kind kind, String name) {
    LongAdder count = counts.get(new Key(kind, name));
    return count == null ? 0 : count.sum();
  }
}
