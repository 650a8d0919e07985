package org.mucura.core.format;

/** Turns the body of one type of record into an object and back. */
public interface RecordCodec<T> {

  /** For whoever only passes a record on. */
  RecordCodec<Fields> PLAIN =
      new RecordCodec<>() {
        @Override
        public Fields write(Fields record) {
          return record;
        }

        @Override
        public Fields read(Fields fields) {
          return fields;
        }
      };

  Fields write(T record);

  /**
   * The inverse of {@link #write}.
   *
   * @throws CorruptRecordException if {@code fields} lack what every such record has
   */
  T read(Fields fields);
}
