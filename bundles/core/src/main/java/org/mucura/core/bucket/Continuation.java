package org.mucura.core.bucket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.mucura.core.S3Exception;
import org.mucura.wire.BucketName;
import org.mucura.wire.ErrorCode;

/** Where a page of buckets begins, in a form that clients do not take for a name. */
final class Continuation {

  private Continuation() {}

  static String behind(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  /** The name behind which the page begins; {@code InvalidArgument} for what is none of ours. */
  static String name(String token) {
    try {
      String name = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (BucketName.isValid(name)) {
        return name;
      }
    } catch (IllegalArgumentException notBase64) {
      // falls through to the refusal
    }
    throw new S3Exception(
        ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect");
  }
}
