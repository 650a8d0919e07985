package org.mucura.benchmarks;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The digest that S3 asks of a document. */
final class Digest {

  private Digest() {}

  /** The header {@code content-md5} for a body. */
  static Map<String, List<String>> contentMd5(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(body);
      return Map.of("content-md5", List.of(Base64.getEncoder().encodeToString(digest)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
