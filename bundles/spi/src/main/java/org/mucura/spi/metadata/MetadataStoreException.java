package org.mucura.spi.metadata;

/**
 * A metadata store could not serve. For a change this means that it was certainly not made; where
 * that is not certain the outcome is {@link CasOutcome.Unknown} and no exception.
 */
public class MetadataStoreException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public MetadataStoreException(String message) {
    super(message);
  }

  public MetadataStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
