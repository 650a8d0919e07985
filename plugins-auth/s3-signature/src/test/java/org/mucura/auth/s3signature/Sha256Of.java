package org.mucura.auth.s3signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.mucura.spi.Bytes;

/** Digests for tests. */
final class Sha256Of {

  private Sha256Of() {}

  static Bytes bytes(byte[] content) {
    try {
      return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static Bytes text(String text) {
    return bytes(text.getBytes(UTF_8));
  }
}
