package org.mucura.core.store;

/**
 * A store at one moment.
 *
 * @param name as records have it
 * @param technology the class that serves it
 * @param leases how many uses of it are under way
 * @param active whether it is the metadata store that the settings name, or one of their content
 *     stores
 */
public record StoreStatus(Kind kind, String name, String technology, int leases, boolean active) {

  /** What a store holds. */
  public enum Kind {
    METADATA,
    BLOBS
  }
}
