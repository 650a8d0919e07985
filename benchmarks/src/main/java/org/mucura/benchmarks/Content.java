package org.mucura.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The plain bytes of an object, as they were sent and must come back. */
final class Content {

  private final byte[] block;
  private final int times;

  private Content(byte[] block, int times) {
    this.block = block;
    this.times = times;
  }

  /** As large as is said, the same in every run; of more than a mebibyte in whole mebibytes. */
  static Content of(int size) {
    return size > Size.MIB
        ? new Content(Payload.random(Size.MIB), size / Size.MIB)
        : new Content(Payload.random(size), 1);
  }

  /** This, so many times one behind the other. */
  Content times(int more) {
    return new Content(block, times * more);
  }

  long size() {
    return (long) block.length * times;
  }

  /** As it is sent in one of the forms {@code signed}, {@code unsigned} and {@code trailer}. */
  Payload payload(String form) {
    return switch (form) {
      case "signed" -> Payload.signed(block);
      case "unsigned" -> Payload.unsigned(block, times);
      default -> Payload.withTrailer(block);
    };
  }

  /** As it is sent: small enough to have its digest in the signature, or unsigned. */
  Payload payload() {
    return times == 1 ? Payload.signed(block) : Payload.unsigned(block, times);
  }

  /**
   * Gets all or a range of an object.
   *
   * @param headers by which the part is asked for
   * @throws IOException if what comes is not that part of this
   */
  void compare(Client client, String target, Map<String, List<String>> headers, Part part)
      throws IOException {
    Comparison comparison = new Comparison(part.first());
    client.read(target, headers, comparison);
    if (comparison.wrong || comparison.position != part.first() + part.length()) {
      throw new IOException(
          target + " is not what was put: at or before " + comparison.position + " of " + size());
    }
  }

  /** All of an object. */
  void compare(Client client, String target) throws IOException {
    compare(client, target, Map.of(), new Part(0, size()));
  }

  /** Some of the bytes, from one on. */
  record Part(long first, long length) {}

  private final class Comparison implements BodySink {

    private long position;
    private boolean wrong;

    Comparison(long first) {
      this.position = first;
    }

    @Override
    public void take(byte[] bytes, int offset, int length) {
      for (int taken = 0; taken < length; ) {
        int at = (int) (position % block.length);
        int count = Math.min(length - taken, block.length - at);
        int from = offset + taken;
        wrong |= !Arrays.equals(bytes, from, from + count, block, at, at + count);
        taken += count;
        position += count;
      }
    }
  }
}
