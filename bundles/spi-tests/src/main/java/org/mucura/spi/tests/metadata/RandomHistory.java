package org.mucura.spi.tests.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.CasOutcome.Applied;
import org.mucura.spi.metadata.CasOutcome.Conflict;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/** One client's calls at random, each answer compared with that of a sorted map. */
final class RandomHistory {

  private final Random random;
  private final NavigableMap<Bytes, Entry> model = new TreeMap<>();
  private final List<Revision> given = new ArrayList<>();
  private final Set<Revision> unique = new HashSet<>();

  RandomHistory(long seed) {
    random = new Random(seed);
  }

  /** Goes on with so many further calls, the last of which compares everything. */
  void run(MetadataStore store, int calls) {
    for (int i = 0; i < calls; i++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> put(store);
        case 3, 4 -> delete(store);
        case 5 -> get(store);
        default -> scan(store);
      }
    }
    assertThat(store.scan(Bytes.EMPTY, Bytes.EMPTY, Integer.MAX_VALUE))
        .containsExactlyElementsOf(model.values());
  }

  private void put(MetadataStore store) {
    Bytes key = key();
    Bytes value = MetadataStoreFixture.random(random, random.nextInt(200));
    Revision expected = expected(key);
    CasOutcome outcome = store.put(key, value, expected);
    if (expected.equals(revision(key))) {
      Revision revision = MetadataStoreFixture.applied(outcome);
      assertThat(unique.add(revision)).as("new: %s", revision).isTrue();
      given.add(revision);
      model.put(key, new Entry(key, value, revision));
    } else {
      assertThat(outcome).isEqualTo(new Conflict(Optional.ofNullable(model.get(key))));
    }
  }

  private void delete(MetadataStore store) {
    Bytes key = key();
    Revision expected = expected(key);
    if (expected.isAbsent()) {
      return;
    }
    CasOutcome outcome = store.delete(key, expected);
    if (expected.equals(revision(key))) {
      assertThat(outcome).isEqualTo(new Applied(Revision.ABSENT));
      model.remove(key);
    } else {
      assertThat(outcome).isEqualTo(new Conflict(Optional.ofNullable(model.get(key))));
    }
  }

  private void get(MetadataStore store) {
    List<Bytes> keys = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      keys.add(key());
    }
    assertThat(store.get(keys))
        .isEqualTo(keys.stream().map(key -> Optional.ofNullable(model.get(key))).toList());
  }

  private void scan(MetadataStore store) {
    Bytes after = bound();
    Bytes before = bound();
    int limit = 1 + random.nextInt(12);
    List<Entry> wanted =
        model.values().stream()
            .filter(entry -> entry.key().compareTo(after) > 0)
            .filter(entry -> before.length() == 0 || entry.key().compareTo(before) < 0)
            .limit(limit)
            .toList();
    assertThat(store.scan(after, before, limit)).isEqualTo(wanted);
  }

  private Bytes bound() {
    return random.nextInt(4) == 0 ? Bytes.EMPTY : MetadataStoreFixture.smallKey(random);
  }

  /** Half of the time a key that is there. */
  private Bytes key() {
    Bytes key = MetadataStoreFixture.smallKey(random);
    Bytes present = random.nextBoolean() ? model.ceilingKey(key) : null;
    return present == null ? key : present;
  }

  private Revision revision(Bytes key) {
    Entry entry = model.get(key);
    return entry == null ? Revision.ABSENT : entry.revision();
  }

  /** Mostly the right revision, else one that was given before. */
  private Revision expected(Bytes key) {
    return random.nextInt(4) > 0 || given.isEmpty()
        ? revision(key)
        : given.get(random.nextInt(given.size()));
  }
}
