package org.mucura.core.format;

import java.util.Optional;

/** What became of a compare-and-set of a record. */
public sealed interface Swap<T> {

  /** It was made; {@code stored} can be the next one's expectation. */
  record Done<T>(Stored<T> stored) implements Swap<T> {}

  /** Another one came first; nothing was changed. */
  record Lost<T>(Optional<Stored<T>> current) implements Swap<T> {}
}
