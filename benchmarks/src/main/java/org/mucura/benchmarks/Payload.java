package org.mucura.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.RunningChecksum;
import org.mucura.wire.sigv4.PayloadForm;

/** A body as it is sent, made once and sent often, so that it costs the client nothing. */
final class Payload {

  static final Payload NONE = signed(new byte[0]);

  private final byte[] block;
  private final int times;
  private final Sent sent;

  /** How the headers speak of it: the value of x-amz-content-sha256, and others. */
  private record Sent(String form, Map<String, List<String>> headers) {}

  private Payload(byte[] block, int times, Sent sent) {
    this.block = block;
    this.times = times;
    this.sent = sent;
  }

  /** As SDKs send it over plain HTTP: with its digest in the signature. */
  static Payload signed(byte[] body) {
    String digest = HexFormat.of().formatHex(Digest.of("SHA-256", body));
    return new Payload(body, 1, new Sent(digest, Map.of()));
  }

  /** As SDKs send it over HTTPS: unsigned. */
  static Payload unsigned(byte[] block, int times) {
    return new Payload(block, times, new Sent(PayloadForm.UNSIGNED.value(), Map.of()));
  }

  /** As newer SDKs send streams: one chunk, and a CRC-32 in the trailer. */
  static Payload withTrailer(byte[] body) {
    RunningChecksum checksum = ChecksumAlgorithm.CRC32.newChecksum();
    checksum.update(body, 0, body.length);
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    framed.writeBytes(ascii(Integer.toHexString(body.length) + "\r\n"));
    framed.writeBytes(body);
    String header = ChecksumAlgorithm.CRC32.header();
    String value = Base64.getEncoder().encodeToString(checksum.value());
    framed.writeBytes(ascii("\r\n0\r\n" + header + ":" + value + "\r\n\r\n"));
    Map<String, List<String>> headers =
        Map.of(
            "content-encoding", List.of("aws-chunked"),
            "x-amz-decoded-content-length", List.of(Integer.toString(body.length)),
            "x-amz-trailer", List.of(header));
    return new Payload(
        framed.toByteArray(), 1, new Sent(PayloadForm.UNSIGNED_TRAILER.value(), headers));
  }

  /** Bytes that compress badly, the same in every run. */
  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The value of {@code x-amz-content-sha256}. */
  String form() {
    return sent.form();
  }

  Map<String, List<String>> headers() {
    return sent.headers();
  }

  /** In bytes, with the framing. */
  long length() {
    return (long) block.length * times;
  }

  void writeTo(OutputStream out) throws IOException {
    for (int i = 0; i < times; i++) {
      out.write(block);
    }
  }
}
