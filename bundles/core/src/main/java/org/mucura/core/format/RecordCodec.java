package org.mucura.core.format;

/** Turns the body of one type of record into an object and back. */
public interface RecordCodec<T> {

  Fields write(T record);

  /**
   * @throws CorruptRecordException if {@code fields} lack what every such record has
   */
  T read(Fields fields);
}
