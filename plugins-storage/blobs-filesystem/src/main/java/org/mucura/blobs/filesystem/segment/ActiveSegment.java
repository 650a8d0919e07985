package org.mucura.blobs.filesystem.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.mucura.spi.blob.OutOfSpaceException;

/** The segment that is being filled. What was added to it is visible only once it is durable. */
final class ActiveSegment {

  private final OpenSegment segment;
  private final SegmentWriter writer;

  private ActiveSegment(OpenSegment segment, SegmentWriter writer) {
    this.segment = segment;
    this.writer = writer;
  }

  /**
   * Begins a segment, durably. It gets its name once its header is durable: a name without a header
   * would be taken for damage after a power cut.
   *
   * @param leaveReserve whether the reserve of the medium must not be touched
   * @throws OutOfSpaceException if the medium is full
   */
  static ActiveSegment create(
      Medium medium, SegmentHeader header, ByteBuffer buffer, boolean leaveReserve)
      throws IOException {
    Path path = medium.folder().segment(header.number());
    Path unnamed = medium.folder().unfinishedSegment(header.number());
    SegmentWriter writer = new SegmentWriter(medium, unnamed, header, buffer);
    boolean ready = false;
    try {
      writer.keepRoomForRemovals(leaveReserve);
      medium.disk().move(unnamed, path);
      medium.disk().syncFolder(medium.folder().folder());
      ready = true;
    } finally {
      if (!ready) {
        writer.close();
        medium.disk().delete(unnamed);
        medium.disk().delete(path);
      }
    }
    return new ActiveSegment(new OpenSegment(header, path), writer);
  }

  OpenSegment segment() {
    return segment;
  }

  SegmentWriter writer() {
    return writer;
  }
}
