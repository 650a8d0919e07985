package org.mucura.s3.resource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.mucura.s3.failure.Failures;

/** Where a listing goes on, in a form that clients hand back and do not take for a key. */
final class ContinuationToken {

  /** The layout of the token; others may follow. */
  private static final String LAYOUT = "1";

  private ContinuationToken() {}

  static String encode(String position) {
    return LAYOUT
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(position.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws org.mucura.core.S3Exception {@code InvalidArgument} if it is none of ours
   */
  static String decode(String token) {
    if (token.startsWith(LAYOUT)) {
      try {
        byte[] position = Base64.getUrlDecoder().decode(token.substring(LAYOUT.length()));
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(position)).toString();
      } catch (IllegalArgumentException | CharacterCodingException foreign) {
        // Answered as a token of another layout is.
      }
    }
    throw Failures.invalidArgument(
        "continuation-token", token, "The continuation token provided is incorrect");
  }
}
