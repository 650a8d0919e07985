package org.mucura.auth.s3signature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.wire.ErrorCode;

/** The request carries a credential of this kind that is not good; ends its examination. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient AuthOutcome.Refused outcome;

  private RefusedException(AuthOutcome.Refused outcome) {
    // An expected outcome, and perhaps a flood of them: no stack trace is filled in.
    super(outcome.code(), null, false, false);
    this.outcome = outcome;
  }

  /**
   * Refuses with a message and details.
   *
   * @param details names of elements, each followed by its value
   */
  static RefusedException of(ErrorCode code, String message, String... details) {
    Map<String, String> byName = new LinkedHashMap<>();
    for (int i = 0; i < details.length; i += 2) {
      byName.put(details[i], details[i + 1]);
    }
    return new RefusedException(
        new AuthOutcome.Refused(code.code(), message, Collections.unmodifiableMap(byName)));
  }

  AuthOutcome.Refused outcome() {
    return outcome;
  }
}
