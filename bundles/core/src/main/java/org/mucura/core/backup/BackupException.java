package org.mucura.core.backup;

import java.io.IOException;

/** A backup cannot be made, or not be used. The message is for an administrator, in one line. */
public final class BackupException extends IOException {

  private static final long serialVersionUID = 1;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
