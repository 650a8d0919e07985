package org.mucura.s3.body;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.mucura.spi.Bytes;
import org.mucura.spi.auth.BodyVerifier;

/**
 * Bodies framed as aws-chunked, with a toy signature: the digest of the former signature and of
 * what is signed. The real one is the authenticator's, which has tests of its own.
 */
final class ChunkedBody {

  private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
  private final boolean signed;
  private String signature = "0".repeat(64);

  ChunkedBody(boolean signed) {
    this.signed = signed;
  }

  /** Splits {@code contents} into chunks of random sizes. */
  ChunkedBody chunks(byte[] contents, Random random) {
    for (int begin = 0; begin < contents.length; ) {
      int size = 1 + random.nextInt(Math.min(contents.length - begin, 70_000));
      chunk(contents, begin, size);
      begin += size;
    }
    return this;
  }

  ChunkedBody chunk(byte[] contents, int offset, int size) {
    header(contents, offset, size);
    wire.write(contents, offset, size);
    return raw("\r\n");
  }

  private void header(byte[] contents, int offset, int size) {
    raw(Integer.toHexString(size));
    if (signed) {
      MessageDigest digest = Digests.sha256();
      digest.update(contents, offset, size);
      signature = sign(signature, Bytes.wrap(digest.digest()));
      raw(";chunk-signature=" + signature);
    }
    raw("\r\n");
  }

  /** The empty chunk at the end, up to the trailer. */
  ChunkedBody last() {
    header(new byte[0], 0, 0);
    return this;
  }

  /** A trailer of one header and its signature. */
  ChunkedBody trailer(String line, String lineEnd) {
    raw(line + lineEnd);
    if (signed) {
      String canonical = line + "\n";
      byte[] sha256 = Digests.sha256().digest(canonical.getBytes(StandardCharsets.ISO_8859_1));
      signature = sign(signature, Bytes.wrap(sha256));
      raw("x-amz-trailer-signature:" + signature + "\r\n");
    }
    return this;
  }

  ChunkedBody raw(String text) {
    wire.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  byte[] toBytes() {
    return wire.toByteArray();
  }

  private static String sign(String former, Bytes sha256) {
    byte[] signed = (former + sha256).getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(Digests.sha256().digest(signed));
  }

  /** Knows the toy signature. */
  static BodyVerifier verifier(boolean trailer) {
    return new BodyVerifier() {
      private String former = "0".repeat(64);

      @Override
      public boolean signsChunks() {
        return true;
      }

      @Override
      public boolean signsTrailer() {
        return trailer;
      }

      @Override
      public boolean chunk(String signature, Bytes sha256) {
        former = sign(former, sha256);
        return former.equals(signature);
      }

      @Override
      public boolean trailer(String signature, Bytes sha256) {
        return chunk(signature, sha256);
      }
    };
  }
}
