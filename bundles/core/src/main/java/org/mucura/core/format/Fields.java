package org.mucura.core.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mucura.spi.Bytes;

/**
 * The body of a record: fields of a tag and bytes, in order. A tag may come more than once; what a
 * tag means belongs to its record. A reader skips tags that it does not know and hands them to its
 * writer ({@link #except}), so that an older release does not lose what a newer one wrote.
 */
public final class Fields {

  /** No fields. */
  public static final Fields NONE = new Fields(List.of());

  private final List<Field> fields;

  private Fields(List<Field> fields) {
    this.fields = fields;
  }

  /** One field. */
  private record Field(int tag, Bytes value) {}

  public static Builder builder() {
    return new Builder();
  }

  /**
   * Takes a body apart.
   *
   * @throws CorruptRecordException if {@code body} is no sequence of fields
   */
  public static Fields decode(Bytes body) {
    List<Field> fields = new ArrayList<>();
    VarintReader in = new VarintReader(body.shared(), 0, body.length());
    while (!in.atEnd()) {
      long tag = in.varint();
      if (tag < 1 || tag > Integer.MAX_VALUE) {
        throw new CorruptRecordException("no tag: " + tag);
      }
      fields.add(new Field((int) tag, in.raw(in.varint())));
    }
    return new Fields(fields);
  }

  public Bytes encode() {
    VarintWriter out = new VarintWriter(64 + 16 * fields.size());
    for (Field field : fields) {
      out.varint(field.tag());
      out.varint(field.value().length());
      out.raw(field.value());
    }
    return out.bytes();
  }

  public boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The first value of {@code tag}. */
  public Optional<Bytes> bytes(int tag) {
    for (Field field : fields) {
      if (field.tag() == tag) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /** All values of {@code tag}, in order. */
  public List<Bytes> all(int tag) {
    List<Bytes> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.tag() == tag) {
        values.add(field.value());
      }
    }
    return values;
  }

  public Optional<String> text(int tag) {
    return bytes(tag).map(value -> new String(value.shared(), StandardCharsets.UTF_8));
  }

  /** All values of {@code tag} as texts, in order. */
  public List<String> texts(int tag) {
    return all(tag).stream()
        .map(value -> new String(value.shared(), StandardCharsets.UTF_8))
        .toList();
  }

  public Optional<Long> number(int tag) {
    return bytes(tag).map(value -> new VarintReader(value.shared(), 0, value.length()).varint());
  }

  public Optional<Fields> fields(int tag) {
    return bytes(tag).map(Fields::decode);
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
    return bytes(tag).isPresent();
  }

  /** The fields whose tags are not {@code known}: what a rewritten record must carry on. */
  public Fields except(Set<Integer> known) {
    List<Field> rest = new ArrayList<>(0);
    for (Field field : fields) {
      if (!known.contains(field.tag())) {
        rest.add(field);
      }
    }
    return rest.isEmpty() ? NONE : new Fields(rest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fields that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return fields.toString();
  }

  private static CorruptRecordException missing(int tag) {
    return new CorruptRecordException("field " + tag + " is missing");
  }

  /** Collects fields in the order in which they are to be written. */
  public static final class Builder {

    private final List<Field> fields = new ArrayList<>();

    private Builder() {}

    public Builder bytes(int tag, Bytes value) {
      fields.add(new Field(tag, value));
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
      VarintWriter out = new VarintWriter(10);
      out.varint(value);
      return bytes(tag, out.bytes());
    }

    public Builder flag(int tag, boolean set) {
      return set ? bytes(tag, Bytes.EMPTY) : this;
    }

    public Builder fields(int tag, Fields value) {
      return bytes(tag, value.encode());
    }

    /** The fields that a reader did not know. */
    public Builder unknown(Fields rest) {
      fields.addAll(rest.fields);
      return this;
    }

    public Fields build() {
      return fields.isEmpty() ? NONE : new Fields(List.copyOf(fields));
    }
  }
}
