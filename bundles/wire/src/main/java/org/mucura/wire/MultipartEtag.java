package org.mucura.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The ETag that S3 gives to an object which was uploaded in parts. */
public final class MultipartEtag {

  private MultipartEtag() {}

  /**
   * The MD5 of the MD5s of the parts, in hexadecimal digits, and behind a hyphen their number.
   *
   * @param parts the MD5s of the parts in the order of their numbers, 16 bytes each
   * @return without quotes
   */
  public static String of(List<byte[]> parts) {
    MessageDigest md5 = md5();
    for (byte[] part : parts) {
      if (part.length != md5.getDigestLength()) {
        throw new IllegalArgumentException("MD5 has 16 bytes, not " + part.length);
      }
      md5.update(part);
    }
    return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has MD5", impossible);
    }
  }
}
