package org.mucura.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mucura.wire.ErrorCode;

/**
 * A request that S3's rules refuse, or that cannot be served now: every failure that a client is
 * meant to understand. It names AWS's error code and knows nothing of HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error
 *     responses</a>
 */
public class S3Exception extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final ErrorCode code;
  private final transient Map<String, String> details;

  /** With AWS's own sentence for {@code code}. */
  public S3Exception(ErrorCode code) {
    this(code, code.message());
  }

  /**
   * @param message one or two sentences for the client: what is wrong and what to do
   */
  public S3Exception(ErrorCode code, String message) {
    this(code, message, Map.of(), null);
  }

  /**
   * @param details further elements of the answer, by element name, in order
   */
  public S3Exception(ErrorCode code, String message, Map<String, String> details) {
    this(code, message, details, null);
  }

  /**
   * @param cause for the log, never for the client
   */
  public S3Exception(ErrorCode code, String message, Throwable cause) {
    this(code, message, Map.of(), cause);
  }

  private S3Exception(
      ErrorCode code, String message, Map<String, String> details, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  public ErrorCode code() {
    return code;
  }

  /** Further elements of the answer, by element name, in the order in which they are shown. */
  public Map<String, String> details() {
    return details;
  }
}
