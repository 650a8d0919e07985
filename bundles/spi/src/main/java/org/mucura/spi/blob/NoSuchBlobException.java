package org.mucura.spi.blob;

import java.io.IOException;

/** There is no blob of this id. */
public class NoSuchBlobException extends IOException {

  private static final long serialVersionUID = 1;

  public NoSuchBlobException(String message) {
    super(message);
  }

  public NoSuchBlobException(String message, Throwable cause) {
    super(message, cause);
  }
}
