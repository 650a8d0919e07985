package org.mucura.spi.metadata;

/**
 * What a metadata store promises.
 *
 * @param casScope from where compare-and-set is strict
 * @param durableOnReturn whether an applied change survives a power cut
 * @param valueLengthMax the longest value in bytes, {@value #VALUE_LENGTH_FLOOR} or more
 * @param seekCost what it costs to begin a scan elsewhere, in entries that could have been read on
 *     instead: a lister jumps only what is longer
 */
public record MetadataCapabilities(
    CasScope casScope, boolean durableOnReturn, int valueLengthMax, int seekCost) {

  /** The least that every store must take: 64 KiB. */
  public static final int VALUE_LENGTH_FLOOR = 64 * 1024;

  public MetadataCapabilities {
    if (valueLengthMax < VALUE_LENGTH_FLOOR) {
      throw new IllegalArgumentException("values of " + VALUE_LENGTH_FLOOR + " bytes must fit");
    }
    if (seekCost < 1) {
      throw new IllegalArgumentException("a seek costs 1 or more entries");
    }
  }

  /** From where compare-and-set is strict. */
  public enum CasScope {
    /** Any number of gateways may write to the store at once. */
    SHARED,
    /** One gateway at a time may write; the store itself keeps a second one out. */
    SINGLE_GATEWAY
  }
}
