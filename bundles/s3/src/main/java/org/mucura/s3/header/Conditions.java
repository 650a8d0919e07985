package org.mucura.s3.header;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpDateTime;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.object.EtagMatch;
import org.mucura.core.object.ReadConditions;
import org.mucura.core.object.WriteCondition;
import org.mucura.s3.failure.Failures;
import org.mucura.wire.ErrorCode;

/**
 * The headers that make a request depend on what is there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110, section 13</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">
 *     Conditional requests</a>
 */
public final class Conditions {

  private static final Pattern ETAG = Pattern.compile("(W/)?\"([^\"]*)\"|([^\\s,\"]+)");

  private Conditions() {}

  /** What a read demands. */
  public static ReadConditions ofRead(HttpFields headers) {
    return of(headers, "");
  }

  /** What a copy demands of its source. */
  public static ReadConditions ofSource(HttpFields headers) {
    return of(headers, "x-amz-copy-source-");
  }

  private static ReadConditions of(HttpFields headers, String prefix) {
    ReadConditions conditions =
        new ReadConditions(
            etags(headers, prefix + "if-match", false),
            etags(headers, prefix + "if-none-match", true),
            time(headers.get(prefix + "if-modified-since")),
            time(headers.get(prefix + "if-unmodified-since")));
    return conditions.equals(ReadConditions.NONE) ? ReadConditions.NONE : conditions;
  }

  /**
   * What a write demands.
   *
   * @param createOnly whether it may not replace anything
   * @throws S3Exception {@code NotImplemented} for entity tags in If-None-Match
   */
  public static WriteCondition ofWrite(HttpFields headers, boolean createOnly) {
    Optional<EtagMatch> ifNoneMatch = etags(headers, "if-none-match", true);
    if (ifNoneMatch.isPresent() && !ifNoneMatch.get().any()) {
      throw Failures.of(ErrorCode.NOT_IMPLEMENTED, "Header", "If-None-Match");
    }
    return new WriteCondition(ifMatch(headers), ifNoneMatch.isPresent(), createOnly);
  }

  /** The entity tags of If-Match. */
  public static Optional<EtagMatch> ifMatch(HttpFields headers) {
    return etags(headers, "if-match", false);
  }

  /** An entity tag as a document carries it, with quotes or without. */
  public static EtagMatch etag(String text) {
    return parse(text, false);
  }

  /**
   * Whether a range counts: whether {@code If-Range} is not there or names what there is.
   *
   * @param etag without quotes
   */
  public static boolean ifRange(HttpFields headers, String etag, Instant lastModified) {
    String value = headers.get("if-range");
    if (value == null) {
      return true;
    }
    return time(value)
        .map(time -> time.getEpochSecond() == lastModified.getEpochSecond())
        .orElseGet(() -> parse(value, false).matches(etag));
  }

  private static Optional<EtagMatch> etags(HttpFields headers, String name, boolean weak) {
    if (!headers.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(parse(String.join(",", headers.getValuesList(name)), weak));
  }

  /**
   * @param weak whether weak tags count; elsewhere they match nothing
   */
  private static EtagMatch parse(String text, boolean weak) {
    if (text.strip().equals("*")) {
      return EtagMatch.ANY;
    }
    Set<String> etags = new HashSet<>();
    Matcher matcher = ETAG.matcher(text);
    while (matcher.find()) {
      if (matcher.group(3) != null) {
        etags.add(matcher.group(3));
      } else if (weak || matcher.group(1) == null) {
        etags.add(matcher.group(2));
      }
    }
    return new EtagMatch(etags, false);
  }

  /** A time; one that is malformed demands nothing, as RFC 9110 says. */
  private static Optional<Instant> time(@Nullable String value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(HttpDateTime.parse(value)).map(ZonedDateTime::toInstant);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
