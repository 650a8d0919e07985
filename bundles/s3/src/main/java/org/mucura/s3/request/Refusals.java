package org.mucura.s3.request;

import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.mucura.http.ExchangeNotes;
import org.mucura.spi.auth.AuthOutcome.Refused;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.sigv4.Timestamps;

/** Notes for the logs whose a refused request claims to be, and what time its client has. */
final class Refusals {

  /** In a header the id of the key ends at a slash, in a query perhaps at an escaped one. */
  private static final String IN_HEADER = "Credential=";

  private static final String IN_QUERY = "X-Amz-Credential=";

  private static final int ID_MAX = 128;

  private Refusals() {}

  static void note(Request request, Refused refused, ExchangeNotes notes) {
    notes.principal("", claimedKey(request));
    if (refused.code().equals(ErrorCode.REQUEST_TIME_TOO_SKEWED.code())) {
      Optional.ofNullable(refused.details().get("RequestTime"))
          .flatMap(Timestamps::parse)
          .ifPresent(notes::clientTime);
    }
  }

  private static String claimedKey(Request request) {
    String inHeader = after(request.getHeaders().get(HttpHeader.AUTHORIZATION), IN_HEADER);
    return inHeader.isEmpty() ? after(request.getHttpURI().getQuery(), IN_QUERY) : inHeader;
  }

  /** The letters and digits behind a mark. */
  private static String after(@Nullable String text, String mark) {
    int begin = text == null ? -1 : text.indexOf(mark);
    if (text == null || begin < 0) {
      return "";
    }
    int end = begin + mark.length();
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    String id = text.substring(begin + mark.length(), end);
    return id.length() <= ID_MAX ? id : id.substring(0, ID_MAX);
  }
}
