package org.mucura.benchmarks;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The digests that S3 asks for. */
final class Digest {

  private Digest() {}

  static byte[] of(String algorithm, byte[] body) {
    try {
      return MessageDigest.getInstance(algorithm).digest(body);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The header {@code content-md5} for a body. */
  static Map<String, List<String>> contentMd5(byte[] body) {
    return Map.of("content-md5", List.of(Base64.getEncoder().encodeToString(of("MD5", body))));
  }
}
