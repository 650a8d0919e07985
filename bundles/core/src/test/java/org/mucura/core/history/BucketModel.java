package org.mucura.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.mucura.core.bench.Bench;
import org.mucura.core.object.ListedObject;
import org.mucura.core.object.ObjectInfo;
import org.mucura.core.object.ObjectPage;
import org.mucura.core.object.ObjectQuery;
import org.mucura.spi.Bytes;

/** A bucket as a sorted map. */
final class BucketModel {

  private final TreeMap<Bytes, Entry> entries = new TreeMap<>();

  /** An object. */
  record Entry(String key, String text, String etag, Map<String, String> metadata) {}

  Optional<Entry> find(String key) {
    return Optional.ofNullable(entries.get(Bytes.utf8(key)));
  }

  void put(Entry entry) {
    entries.put(Bytes.utf8(entry.key()), entry);
  }

  void remove(String key) {
    entries.remove(Bytes.utf8(key));
  }

  void clear(Bench bench) {
    entries.values().forEach(entry -> bench.delete(entry.key()));
    entries.clear();
  }

  /** Compares everything. */
  void check(Bench bench, String what) {
    List<String> keys = entries.values().stream().map(Entry::key).toList();
    ObjectPage page = bench.list(new ObjectQuery("", Optional.empty(), Optional.empty(), 1000));
    assertThat(page.objects()).extracting(ListedObject::key).as(what).isEqualTo(keys);
    for (ListedObject listed : page.objects()) {
      Entry entry = find(listed.key()).orElseThrow();
      ObjectInfo info = bench.head(listed.key());
      assertThat(info.etag()).as(what).isEqualTo(entry.etag()).isEqualTo(listed.etag());
      assertThat(info.attributes().userMetadata()).as(what).isEqualTo(entry.metadata());
      assertThat(info.lastModified()).as(what).isEqualTo(listed.lastModified());
      assertThat(info.size()).as(what).isEqualTo(listed.size());
      assertThat(bench.get(listed.key())).as(what).isEqualTo(entry.text());
    }
  }

  /** Compares a listing, from page to page, with one that looks at every key. */
  void checkListing(Bench bench, ObjectQuery query) {
    List<String> found = new ArrayList<>();
    ObjectQuery next = query;
    while (true) {
      ObjectPage page = bench.list(next);
      TreeMap<Bytes, String> ordered = new TreeMap<>();
      page.objects().forEach(object -> ordered.put(Bytes.utf8(object.key()), object.key()));
      page.commonPrefixes().forEach(prefix -> ordered.put(Bytes.utf8(prefix), prefix + " ..."));
      assertThat(page.objects().size() + page.commonPrefixes().size())
          .isLessThanOrEqualTo(query.maxKeys());
      found.addAll(ordered.values());
      if (!page.truncated()) {
        break;
      }
      next = new ObjectQuery(query.prefix(), query.delimiter(), page.next(), query.maxKeys());
    }
    assertThat(found).as("%s", query).isEqualTo(List.copyOf(expected(query)));
  }

  private Set<String> expected(ObjectQuery query) {
    Set<String> expected = new LinkedHashSet<>();
    Bytes after = query.after().map(Bytes::utf8).orElse(Bytes.EMPTY);
    for (Map.Entry<Bytes, Entry> entry : entries.entrySet()) {
      String key = entry.getValue().key();
      if (key.startsWith(query.prefix()) && entry.getKey().compareTo(after) > 0) {
        String shown = query.delimiter().map(d -> rolledUp(key, query.prefix(), d)).orElse(key);
        boolean hidden = query.after().filter(a -> shown.equals(a + " ...")).isPresent();
        if (!hidden) {
          expected.add(shown);
        }
      }
    }
    return expected;
  }

  private static String rolledUp(String key, String prefix, String delimiter) {
    int at = key.indexOf(delimiter, prefix.length());
    return at < 0 ? key : key.substring(0, at + delimiter.length()) + " ...";
  }
}
