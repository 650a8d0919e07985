package org.mucura.core.reclaim;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.RecordType;
import org.mucura.spi.Bytes;

/** The types of records that name contents. */
public final class Owners {

  /** A name moves only from an earlier of these types to a later one. */
  static final List<RecordType> ORDER =
      List.of(
          RecordType.PART,
          RecordType.UPLOAD,
          RecordType.OBJECT,
          RecordType.VERSION,
          RecordType.RECLAIM);

  private final Map<RecordType, ContentOwner> byType = new EnumMap<>(RecordType.class);

  public Owners(Collection<? extends ContentOwner> owners) {
    for (ContentOwner owner : owners) {
      byType.put(owner.type(), owner);
    }
    byType.put(RecordType.RECLAIM, new ReclaimOwner());
    if (!ORDER.containsAll(byType.keySet())) {
      throw new IllegalArgumentException("no order for all of " + byType.keySet());
    }
  }

  /** The owners there are, in the order in which names move. */
  public List<ContentOwner> inOrder() {
    return ORDER.stream().filter(byType::containsKey).map(this::of).toList();
  }

  /** The owner of the record of this key. */
  ContentOwner ofKey(Bytes key) {
    for (ContentOwner owner : byType.values()) {
      if (key.at(0) == owner.type().letter()) {
        return owner;
      }
    }
    throw new CorruptRecordException("not a record that names contents: " + key);
  }

  private ContentOwner of(RecordType type) {
    ContentOwner owner = byType.get(type);
    if (owner == null) {
      throw new IllegalArgumentException("nobody knows " + type);
    }
    return owner;
  }
}
