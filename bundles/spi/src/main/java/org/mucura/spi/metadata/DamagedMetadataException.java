package org.mucura.spi.metadata;

/**
 * What was asked for is there but spoilt: to ask again does not help. The message names the place,
 * for the administrator.
 */
public final class DamagedMetadataException extends MetadataStoreException {

  private static final long serialVersionUID = 1;

  public DamagedMetadataException(String message, Throwable cause) {
    super(message, cause);
  }
}
