package org.mucura.s3.failure;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/** Makes errors with the elements that AWS shows beside the message. */
public final class Failures {

  private Failures() {}

  /** {@code InvalidArgument}, with the argument. */
  public static S3Exception invalidArgument(String name, String value, String message) {
    return new S3Exception(
        ErrorCode.INVALID_ARGUMENT, message, details("ArgumentName", name, "ArgumentValue", value));
  }

  /** An error with AWS's message and a further element. */
  public static S3Exception of(ErrorCode code, String name, String value) {
    return new S3Exception(code, code.message(), Map.of(name, value));
  }

  /** An error with AWS's message and two further elements. */
  public static S3Exception of(
      ErrorCode code, Map.Entry<String, String> first, Map.Entry<String, String> second) {
    return new S3Exception(
        code,
        code.message(),
        details(first.getKey(), first.getValue(), second.getKey(), second.getValue()));
  }

  private static Map<String, String> details(
      String name, String value, String secondName, String secondValue) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put(name, value);
    details.put(secondName, secondValue);
    return details;
  }
}
