package org.mucura.wire.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of Signature Version 4. */
final class Sha256 {

  /** Copied for each use: that is much quicker than to have one looked for. */
  private static final MessageDigest UNUSED = newDigest();

  private Sha256() {}

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  static byte[] digest(String text) {
    try {
      MessageDigest digest = (MessageDigest) UNUSED.clone();
      return digest.digest(text.getBytes(UTF_8));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("SHA-256 of this Java platform cannot be copied", impossible);
    }
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(digest(text));
  }
}
