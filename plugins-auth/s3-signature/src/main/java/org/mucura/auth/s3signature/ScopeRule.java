package org.mucura.auth.s3signature;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.sigv4.CredentialScope;
import org.mucura.wire.sigv4.Timestamps;

/**
 * A credential is good only for the day, the region and the service of its scope.
 *
 * @param code of the refusal
 * @param prefix of its message: where the scope stands
 */
record ScopeRule(SignatureRules rules, ErrorCode code, String prefix) {

  void check(CredentialScope scope, Instant time, AuthRequest.Scope service)
      throws RefusedException {
    if (!LocalDate.ofInstant(time, ZoneOffset.UTC).equals(scope.date())) {
      throw refused(
          "Invalid credential date \""
              + Timestamps.format(scope.date())
              + "\". This date is not the same as X-Amz-Date: \""
              + Timestamps.format(time)
              + "\".");
    }
    String expected = service.name().toLowerCase(Locale.ROOT);
    if (!scope.service().equals(expected)) {
      throw refused(
          "incorrect service \""
              + scope.service()
              + "\". This endpoint belongs to \""
              + expected
              + "\".");
    }
    if (!rules.accepts(scope.region())) {
      String own = rules.regions().get(0);
      throw refused(
          "the region '" + scope.region() + "' is wrong; expecting '" + own + "'", "Region", own);
    }
  }

  private RefusedException refused(String what, String... details) {
    return RefusedException.of(code, prefix + what, details);
  }
}
