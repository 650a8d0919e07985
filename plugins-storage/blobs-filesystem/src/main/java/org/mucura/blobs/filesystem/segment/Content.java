package org.mucura.blobs.filesystem.segment;

/** The bytes of a blob, with their checksum. */
final class Content {

  private final BlobKey key;
  private final byte[] bytes;
  private final int from;
  private final int checksum;

  private Content(BlobKey key, byte[] bytes, int from, int checksum) {
    this.key = key;
    this.bytes = bytes;
    this.from = from;
    this.checksum = checksum;
  }

  /** All of {@code bytes}, which nobody changes any more. */
  static Content of(BlobKey key, byte[] bytes) {
    return new Content(key, bytes, 0, RecordHeader.crc(bytes, 0, bytes.length));
  }

  /** The bytes from {@code from} on, whose CRC32C is {@code checksum}. */
  static Content verified(BlobKey key, byte[] bytes, int from, int checksum) {
    return new Content(key, bytes, from, checksum);
  }

  BlobKey key() {
    return key;
  }

  /** The content begins at {@link #from} in here. */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int length() {
    return bytes.length - from;
  }

  int checksum() {
    return checksum;
  }
}
