package org.mucura.spi.metadata;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A metadata store that can show itself as it was at one moment, so that it can be copied while it
 * is written to.
 */
@ConsumerType
public interface SnapshotMetadataStore {

  /**
   * What there is at one moment of this call. Every change that was acknowledged before the call is
   * in it, none that began after its return is; and if a change is in it, so is every change that
   * was acknowledged before that one began. Does not keep others from reading or writing for longer
   * than a change takes, or than copying takes in a store that keeps all in memory.
   *
   * @throws MetadataStoreException if the store cannot answer
   */
  MetadataSnapshot snapshot();
}
