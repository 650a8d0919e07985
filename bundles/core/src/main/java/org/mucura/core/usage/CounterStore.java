package org.mucura.core.usage;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mucura.core.S3Exception;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/**
 * The counters. Each scope has up to {@value #SHARDS}, whose sum counts; a gateway adds to the one
 * of its number, which it seldom shares with another.
 */
final class CounterStore {

  static final int SHARDS = 16;

  private static final int ATTEMPTS_MAX = 20;
  private static final int READ_AT_ONCE = 1_000;

  private final RecordStore records;
  private final int shard;
  private final Codec codec = new Codec();

  CounterStore(RecordStore records, int shard) {
    this.records = records;
    this.shard = shard;
  }

  /**
   * A change to be counted once.
   *
   * @param id by which a repeated attempt knows that the first one succeeded
   */
  record Batch(UUID id, UsageTotal change) {

    static Batch of(UsageTotal change) {
      return new Batch(UUID.randomUUID(), change);
    }
  }

  /** A counter with the id of the batch that was added last. */
  private record Counter(UsageTotal total, UUID last, Fields rest) {}

  void add(Scope scope, Batch batch) {
    Bytes key = scope.key().number(shard, 1).key();
    Optional<Stored<Counter>> found = records.get(key, codec);
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (found.filter(c -> c.value().last().equals(batch.id())).isPresent()) {
        return;
      }
      UsageTotal before = found.map(c -> c.value().total()).orElse(UsageTotal.NONE);
      Fields rest = found.map(c -> c.value().rest()).orElse(Fields.NONE);
      Counter after = new Counter(before.plus(batch.change()), batch.id(), rest);
      if (!(records.put(key, after, found, codec) instanceof Swap.Lost<Counter> lost)) {
        return;
      }
      found = lost.current();
    }
    throw new S3Exception(ErrorCode.SERVICE_UNAVAILABLE);
  }

  UsageTotal sum(Scope scope) {
    KeyRange shards = KeyRange.ofPrefix(scope.key().key());
    return records.scan(shards, SHARDS, codec).stream()
        .map(counter -> counter.value().total())
        .reduce(UsageTotal.NONE, UsageTotal::plus);
  }

  /** The sums of all scopes that were ever counted. */
  Map<Scope, UsageTotal> sums() {
    Map<Scope, UsageTotal> sums = new HashMap<>();
    KeyRange range = RecordType.COUNTER.all();
    List<Stored<Counter>> read;
    do {
      read = records.scan(range, READ_AT_ONCE, codec);
      for (Stored<Counter> counter : read) {
        KeyReader key = new KeyReader(RecordType.COUNTER, counter.key());
        Scope scope = new Scope(key.text(), key.text());
        sums.merge(scope, counter.value().total(), UsageTotal::plus);
        range = range.behind(counter.key());
      }
    } while (read.size() == READ_AT_ONCE);
    return sums;
  }

  void remove(Scope scope) {
    KeyRange shards = KeyRange.ofPrefix(scope.key().key());
    records.scan(shards, SHARDS, codec).forEach(records::remove);
  }

  /** Counters may be negative: what one gateway wrote another one may have deleted. */
  private static final class Codec implements RecordCodec<Counter> {

    private static final int BYTES = 1;
    private static final int OBJECTS = 2;
    private static final int LAST = 3;
    private static final Set<Integer> KNOWN = Set.of(BYTES, OBJECTS, LAST);

    @Override
    public Fields write(Counter counter) {
      UUID last = counter.last();
      return Fields.builder()
          .bytes(BYTES, longs(counter.total().bytes()))
          .bytes(OBJECTS, longs(counter.total().objects()))
          .bytes(LAST, longs(last.getMostSignificantBits(), last.getLeastSignificantBits()))
          .unknown(counter.rest())
          .build();
    }

    @Override
    public Counter read(Fields fields) {
      ByteBuffer last = buffer(fields.needBytes(LAST), 2 * Long.BYTES);
      return new Counter(
          new UsageTotal(
              buffer(fields.needBytes(BYTES), Long.BYTES).getLong(),
              buffer(fields.needBytes(OBJECTS), Long.BYTES).getLong()),
          new UUID(last.getLong(), last.getLong()),
          fields.except(KNOWN));
    }

    private static Bytes longs(long... values) {
      ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES);
      for (long value : values) {
        buffer.putLong(value);
      }
      return Bytes.wrap(buffer.array());
    }

    private static ByteBuffer buffer(Bytes field, int length) {
      if (field.length() != length) {
        throw new CorruptRecordException("field of " + field.length() + " bytes");
      }
      return ByteBuffer.wrap(field.shared());
    }
  }
}
