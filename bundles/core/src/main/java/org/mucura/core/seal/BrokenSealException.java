package org.mucura.core.seal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a store yields is not what was sealed: damaged, cut off, or another blob. */
public final class BrokenSealException extends IOException {

  private static final long serialVersionUID = 1;

  BrokenSealException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
