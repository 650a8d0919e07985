package org.mucura.core.format;

/** A record that no version of this layout can have written. */
public class CorruptRecordException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CorruptRecordException(String message) {
    super(message);
  }

  public CorruptRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
