package org.mucura.wire.checksum;

/** A checksum of the bytes that it has been given so far. For one thread. */
public interface RunningChecksum {

  /** Adds {@code length} bytes of {@code data} from {@code offset} on. */
  void update(byte[] data, int offset, int length);

  /**
   * Ends the computation: neither this method nor {@link #update} may be called again.
   *
   * @return the checksum, the most significant byte first
   */
  byte[] value();
}
