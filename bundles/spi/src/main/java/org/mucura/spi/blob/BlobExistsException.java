package org.mucura.spi.blob;

import java.io.IOException;

/** There is a blob of this id already; ids are used once. */
public class BlobExistsException extends IOException {

  private static final long serialVersionUID = 1;

  public BlobExistsException(String message) {
    super(message);
  }

  public BlobExistsException(String message, Throwable cause) {
    super(message, cause);
  }
}
