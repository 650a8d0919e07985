package org.mucura.http.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.PublicKey;

/**
 * The PKCS#8 form (RFC 5958) of a key in its algorithm's own form (PKCS#1 for RSA, RFC 5915 for
 * elliptic curves): {@code SEQUENCE { 0, algorithm, OCTET STRING key }}. The algorithm with its
 * parameters is copied from the public key, whose encoding begins with it.
 */
final class Pkcs8 {

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private Pkcs8() {}

  static byte[] wrap(byte[] key, PublicKey publicKey) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(VERSION_0);
    content.writeBytes(algorithm(publicKey.getEncoded()));
    content.writeBytes(element(OCTET_STRING, key));
    return element(SEQUENCE, content.toByteArray());
  }

  /** The first element inside the outer sequence of a SubjectPublicKeyInfo. */
  private static byte[] algorithm(byte[] subjectPublicKeyInfo) {
    ByteBuffer in = ByteBuffer.wrap(subjectPublicKeyInfo);
    in.get();
    length(in);
    int start = in.position();
    in.get();
    int length = length(in);
    byte[] element = new byte[in.position() + length - start];
    in.get(start, element);
    return element;
  }

  private static int length(ByteBuffer in) {
    int first = in.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = first & 0x7f; i > 0; i--) {
      length = (length << 8) | (in.get() & 0xff);
    }
    return length;
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length < 0x80) {
      out.write(content.length);
    } else if (content.length < 0x100) {
      out.write(0x81);
      out.write(content.length);
    } else {
      out.write(0x82);
      out.write(content.length >> 8);
      out.write(content.length);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }
}
