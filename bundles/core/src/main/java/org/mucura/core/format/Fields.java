package org.mucura.core.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.mucura.spi.Bytes;

/**
 * The body of a record: fields of a tag and bytes, in order. A tag may come more than once; what a
 * tag means belongs to its record. A reader skips tags that it does not know and hands them to its
 * writer ({@link #except}), so that an older release does not lose what a newer one wrote.
 */
public final class Fields {

  /** No fields. */
  public static final Fields NONE = new Fields(new byte[0], new int[0]);

  /** A span is a tag, where its value begins, and where that ends. */
  private static final int SPAN = 3;

  private static final int SPANS_EXPECTED = 16;

  private static final int NAME = 1;
  private static final int TEXT = 2;

  /**
   * What the values are in: nested fields are read where they stand, for records are read often.
   */
  private final byte[] data;

  private final int[] spans;

  private Fields(byte[] data, int[] spans) {
    this.data = data;
    this.spans = spans;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Takes a body apart.
   *
   * @throws CorruptRecordException if {@code body} is no sequence of fields
   */
  public static Fields decode(Bytes body) {
    return decode(body.shared(), 0, body.length());
  }

  /** Takes apart the body between two places. */
  static Fields decode(byte[] data, int start, int end) {
    int[] spans = new int[SPAN * SPANS_EXPECTED];
    int length = 0;
    VarintReader in = new VarintReader(data, start, end);
    while (!in.atEnd()) {
      long tag = in.varint();
      if (tag < 1 || tag > Integer.MAX_VALUE) {
        throw new CorruptRecordException("no tag: " + tag);
      }
      if (length == spans.length) {
        spans = Arrays.copyOf(spans, 2 * length);
      }
      spans[length++] = (int) tag;
      int size = in.skip(in.varint());
      spans[length++] = in.position() - size;
      spans[length++] = in.position();
    }
    return length == 0 ? NONE : new Fields(data, Arrays.copyOf(spans, length));
  }

  public Bytes encode() {
    VarintWriter out = new VarintWriter(64 + spans.length / SPAN * 16);
    for (int at = 0; at < spans.length; at += SPAN) {
      out.varint(spans[at]);
      out.varint(spans[at + 2] - spans[at + 1]);
      out.raw(data, spans[at + 1], spans[at + 2]);
    }
    return out.bytes();
  }

  public boolean isEmpty() {
    return spans.length == 0;
  }

  /** Where the first span of {@code tag} is from {@code from} on; -1 if there is none. */
  private int find(int tag, int from) {
    for (int at = from; at < spans.length; at += SPAN) {
      if (spans[at] == tag) {
        return at;
      }
    }
    return -1;
  }

  private Bytes bytesAt(int at) {
    return Bytes.wrap(Arrays.copyOfRange(data, spans[at + 1], spans[at + 2]));
  }

  private String textAt(int at) {
    int start = spans[at + 1];
    return new String(data, start, spans[at + 2] - start, StandardCharsets.UTF_8);
  }

  private <T> Optional<T> first(int tag, IntFunction<T> value) {
    int at = find(tag, 0);
    return at < 0 ? Optional.empty() : Optional.of(value.apply(at));
  }

  private <T> List<T> each(int tag, IntFunction<T> value) {
    int at = find(tag, 0);
    if (at < 0) {
      return List.of();
    }
    List<T> values = new ArrayList<>();
    while (at >= 0) {
      values.add(value.apply(at));
      at = find(tag, at + SPAN);
    }
    return values;
  }

  /** The first value of {@code tag}. */
  public Optional<Bytes> bytes(int tag) {
    return first(tag, this::bytesAt);
  }

  /** All values of {@code tag}, in order. */
  public List<Bytes> all(int tag) {
    return each(tag, this::bytesAt);
  }

  public Optional<String> text(int tag) {
    return first(tag, this::textAt);
  }

  /** All values of {@code tag} as texts, in order. */
  public List<String> texts(int tag) {
    return each(tag, this::textAt);
  }

  public Optional<Long> number(int tag) {
    return first(tag, at -> new VarintReader(data, spans[at + 1], spans[at + 2]).varint());
  }

  public Optional<Fields> fields(int tag) {
    return first(tag, this::fieldsAt);
  }

  /** All values of {@code tag} taken apart, in order. */
  public List<Fields> allFields(int tag) {
    return each(tag, this::fieldsAt);
  }

  private Fields fieldsAt(int at) {
    return decode(data, spans[at + 1], spans[at + 2]);
  }

  /** Pairs of a name and a text, by name. */
  public Map<String, String> textMap(int tag) {
    Map<String, String> map = new TreeMap<>();
    for (Fields pair : allFields(tag)) {
      map.put(pair.needText(NAME), pair.needText(TEXT));
    }
    return map;
  }

  /** A text that every record of this kind has. */
  public String needText(int tag) {
    return text(tag).orElseThrow(() -> missing(tag));
  }

  /** A number that every record of this kind has. */
  public long needNumber(int tag) {
    return number(tag).orElseThrow(() -> missing(tag));
  }

  /** Bytes that every record of this kind has. */
  public Bytes needBytes(int tag) {
    return bytes(tag).orElseThrow(() -> missing(tag));
  }

  /** Whether the flag {@code tag} is set; a flag that is not set is not written. */
  public boolean flag(int tag) {
    return find(tag, 0) >= 0;
  }

  /** The fields whose tags are not {@code known}: what a rewritten record must carry on. */
  public Fields except(Set<Integer> known) {
    int[] rest = new int[0];
    for (int at = 0; at < spans.length; at += SPAN) {
      if (!known.contains(spans[at])) {
        rest = Arrays.copyOf(rest, rest.length + SPAN);
        System.arraycopy(spans, at, rest, rest.length - SPAN, SPAN);
      }
    }
    return rest.length == 0 ? NONE : new Fields(data, rest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fields that && encode().equals(that.encode());
  }

  @Override
  public int hashCode() {
    return encode().hashCode();
  }

  /** Tags and values, for whoever looks for a fault. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (int at = 0; at < spans.length; at += SPAN) {
      text.add(spans[at] + "=" + bytesAt(at));
    }
    return text.toString();
  }

  private static CorruptRecordException missing(int tag) {
    return new CorruptRecordException("field " + tag + " is missing");
  }

  /** Collects fields in the order in which they are to be written. */
  public static final class Builder {

    private final VarintWriter out = new VarintWriter(256);

    private Builder() {}

    public Builder bytes(int tag, Bytes value) {
      return raw(tag, value.shared(), 0, value.length());
    }

    private Builder raw(int tag, byte[] data, int start, int end) {
      out.varint(tag);
      out.varint(end - start);
      out.raw(data, start, end);
      return this;
    }

    public Builder text(int tag, String value) {
      return bytes(tag, Bytes.utf8(value));
    }

    /** A number from 0. */
    public Builder number(int tag, long value) {
      if (value < 0) {
        throw new IllegalArgumentException("field " + tag + " is negative: " + value);
      }
      out.varint(tag);
      out.varint(VarintWriter.length(value));
      out.varint(value);
      return this;
    }

    public Builder flag(int tag, boolean set) {
      return set ? bytes(tag, Bytes.EMPTY) : this;
    }

    public Builder fields(int tag, Fields value) {
      return bytes(tag, value.encode());
    }

    /** One field for each pair. */
    public Builder textMap(int tag, Map<String, String> map) {
      map.forEach((name, text) -> fields(tag, builder().text(NAME, name).text(TEXT, text).build()));
      return this;
    }

    /** The fields that a reader did not know. */
    public Builder unknown(Fields rest) {
      for (int at = 0; at < rest.spans.length; at += SPAN) {
        raw(rest.spans[at], rest.data, rest.spans[at + 1], rest.spans[at + 2]);
      }
      return this;
    }

    public Fields build() {
      return decode(out.bytes());
    }
  }
}
