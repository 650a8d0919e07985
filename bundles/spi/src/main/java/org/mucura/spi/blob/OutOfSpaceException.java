package org.mucura.spi.blob;

import java.io.IOException;

/** The medium is full; what was being written is not there. */
public class OutOfSpaceException extends IOException {

  private static final long serialVersionUID = 1;

  public OutOfSpaceException(String message) {
    super(message);
  }

  public OutOfSpaceException(String message, Throwable cause) {
    super(message, cause);
  }
}
