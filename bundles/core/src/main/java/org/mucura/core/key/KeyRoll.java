package org.mucura.core.key;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.spi.Bytes;

/**
 * Which master keys the records of a metadata store need, as the store itself tells it.
 *
 * @param current the id of the one under which everything new is put
 * @param entries all of them, the oldest first
 * @param rest what a newer release wrote besides
 */
record KeyRoll(String current, List<Entry> entries, Fields rest) {

  /** The one codec, which has no state. */
  static final RecordCodec<KeyRoll> CODEC = new Codec();

  /**
   * A master key seen from outside.
   *
   * @param check by which the right key is known
   * @param since when it became the current one
   */
  record Entry(String id, Bytes check, Instant since) {

    static Entry of(MasterKey key, Instant now) {
      return new Entry(key.id(), key.checkValue(), now);
    }
  }

  KeyRoll {
    entries = List.copyOf(entries);
  }

  /** Of a store that never had a key. */
  static KeyRoll beginning(MasterKey first, Instant now) {
    return new KeyRoll(first.id(), List.of(Entry.of(first, now)), Fields.NONE);
  }

  /** With another current key. */
  KeyRoll rotated(MasterKey next, Instant now) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(Entry.of(next, now));
    return new KeyRoll(next.id(), more, rest);
  }

  private static final class Codec implements RecordCodec<KeyRoll> {

    private static final int CURRENT = 1;
    private static final int KEY = 2;
    private static final Set<Integer> KNOWN = Set.of(CURRENT, KEY);

    private static final int ID = 1;
    private static final int CHECK = 2;
    private static final int SINCE = 3;

    @Override
    public Fields write(KeyRoll roll) {
      Fields.Builder fields = Fields.builder().bytes(CURRENT, Bytes.hex(roll.current()));
      for (Entry entry : roll.entries()) {
        fields.fields(
            KEY,
            Fields.builder()
                .bytes(ID, Bytes.hex(entry.id()))
                .bytes(CHECK, entry.check())
                .number(SINCE, entry.since().toEpochMilli())
                .build());
      }
      return fields.unknown(roll.rest()).build();
    }

    @Override
    public KeyRoll read(Fields fields) {
      return new KeyRoll(
          fields.needBytes(CURRENT).toString(),
          fields.all(KEY).stream().map(Codec::entry).toList(),
          fields.except(KNOWN));
    }

    private static Entry entry(Bytes field) {
      Fields fields = Fields.decode(field);
      return new Entry(
          fields.needBytes(ID).toString(),
          fields.needBytes(CHECK),
          Instant.ofEpochMilli(fields.needNumber(SINCE)));
    }
  }
}
