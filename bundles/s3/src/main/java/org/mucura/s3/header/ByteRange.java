package org.mucura.s3.header;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.s3.failure.Failures;
import org.mucura.spi.blob.BlobRange;
import org.mucura.wire.ErrorCode;

/**
 * The range of bytes that a request asks for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.1">RFC 9110, section 14.1</a>
 */
public final class ByteRange {

  private static final Pattern SINGLE = Pattern.compile("(?i:bytes)=\\s*(\\d*)-(\\d*)\\s*");
  private static final Pattern FIRST_LAST = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");

  private ByteRange() {}

  /**
   * The one range of a Range header, within an object of {@code size} bytes.
   *
   * @return empty if the whole object is to be sent: there is no such header, or as AWS has it, it
   *     is malformed or names several ranges
   * @throws S3Exception {@code InvalidRange} if nothing of the object is in it
   */
  public static Optional<BlobRange> parse(@Nullable String header, long size) {
    Matcher matcher = header == null ? null : SINGLE.matcher(header);
    if (header == null || matcher == null || !matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty() && last.isEmpty()) {
      return Optional.empty();
    }
    long begin;
    long end;
    if (first.isEmpty()) {
      begin = Math.max(0, size - number(last));
      end = size;
    } else {
      begin = number(first);
      end = last.isEmpty() ? size : Math.min(size, number(last) + 1);
      if (!last.isEmpty() && number(last) < begin) {
        return Optional.empty();
      }
    }
    if (begin >= end) {
      throw Failures.of(
          ErrorCode.INVALID_RANGE,
          Map.entry("RangeRequested", header),
          Map.entry("ActualObjectSize", Long.toString(size)));
    }
    return Optional.of(new BlobRange(begin, end - begin));
  }

  /**
   * The range of {@code x-amz-copy-source-range}, which must have both ends.
   *
   * @throws S3Exception {@code InvalidArgument}
   */
  public static Optional<BlobRange> ofSource(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    Matcher matcher = FIRST_LAST.matcher(header.strip());
    if (matcher.matches()) {
      long first = number(matcher.group(1));
      long last = number(matcher.group(2));
      if (first <= last) {
        return Optional.of(new BlobRange(first, last - first + 1));
      }
    }
    throw Failures.invalidArgument(
        "x-amz-copy-source-range",
        header,
        "The x-amz-copy-source-range value must be of the form bytes=first-last where first and"
            + " last are the zero-based offsets of the first and last bytes to copy");
  }

  /** The value of Content-Range. */
  public static String format(BlobRange range, long size) {
    long last = range.offset() + range.length() - 1;
    return "bytes " + range.offset() + "-" + last + "/" + size;
  }

  /** A number of digits, which may be too many. */
  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE / 2 : Long.parseLong(digits);
  }
}
