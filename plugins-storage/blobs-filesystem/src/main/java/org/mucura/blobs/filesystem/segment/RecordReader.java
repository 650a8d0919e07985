package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads contents, each with one access to its segment, and says if one is not what was written. */
final class RecordReader {

  private final OpenFiles files;

  RecordReader(OpenFiles files) {
    this.files = files;
  }

  /**
   * The content of a record.
   *
   * @throws DamagedException if the bytes are not those that were written
   */
  Content read(Segment segment, Entry entry) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(RecordHeader.LENGTH + entry.length());
    files.read(segment.path(), bytes, entry.offset());
    RecordHeader record = RecordHeader.read(bytes, 0, segment.header().generation());
    if (record == null || !record.describes(entry)) {
      throw damaged(segment, entry, "header");
    }
    if (RecordHeader.crc(bytes.array(), RecordHeader.LENGTH, entry.length()) != entry.checksum()) {
      throw damaged(segment, entry, "content");
    }
    return Content.verified(entry.key(), bytes.array(), RecordHeader.LENGTH, entry.checksum());
  }

  private static DamagedException damaged(Segment segment, Entry entry, String part) {
    return new DamagedException(
        segment.path(),
        "the %s of blob %s at %d is not what was written"
            .formatted(part, entry.key(), entry.offset()));
  }
}
