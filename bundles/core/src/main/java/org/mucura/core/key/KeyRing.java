package org.mucura.core.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Master keys, the oldest first. A key once in a ring stays there: backups of the metadata may need
 * it.
 */
public record KeyRing(List<MasterKey> keys) {

  public KeyRing {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a key ring without a key");
    }
  }

  Optional<MasterKey> find(String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  MasterKey newest() {
    return keys.get(keys.size() - 1);
  }

  /** All keys of both: in the order of {@code other} if that has all of these. */
  KeyRing union(KeyRing other) {
    List<MasterKey> more = new ArrayList<>(keys);
    other.keys.stream().filter(key -> find(key.id()).isEmpty()).forEach(more::add);
    return more.size() == other.keys.size() ? other : new KeyRing(more);
  }

  KeyRing with(MasterKey key) {
    List<MasterKey> more = new ArrayList<>(keys);
    more.add(key);
    return new KeyRing(more);
  }
}
