package org.mucura.blobs.filesystem.segment;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.mucura.blobs.filesystem.disk.Disk;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.spi.blob.OutOfSpaceException;

/**
 * Puts records one behind the other into a segment, in batches; used by one thread. The file is
 * filled with zeros some way ahead, so that a flush changes nothing but bytes.
 */
final class SegmentWriter implements Closeable {

  /** How many records a segment has at most: its index is in memory while it grows. */
  static final int RECORDS_MAX = 1 << 16;

  /** Contents leave this to removals, which must go on when the medium is full. */
  private static final int KEPT_RECORDS = 1024;

  private static final int KEPT_BYTES = KEPT_RECORDS * RecordHeader.LENGTH;
  private static final int BUFFER_LENGTH = 1 << 20;

  /** The longest content: a record and its neighbours fit into the buffer. */
  static final int CONTENT_MAX = BUFFER_LENGTH / 2;

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 * 1024).asReadOnlyBuffer();
  private static final long STEP_MIN = 256 * 1024;
  private static final long STEP_MAX = 8 << 20;

  private final Disk disk;
  private final Room room;
  private final SegmentHeader header;
  private final FileChannel file;
  private final long capacity;
  private final ByteBuffer buffer;

  /** Everything before is durable. */
  private long committed = SegmentHeader.LENGTH;

  /** Where the bytes of the buffer belong. */
  private long drained = SegmentHeader.LENGTH;

  /** The file has at least so many bytes, and behind its records they are zero. */
  private long zeroed = SegmentHeader.LENGTH;

  private int ordinal;
  private int batch;

  /**
   * Creates the file with its header, durably but for its name.
   *
   * @param buffer used by this writer alone
   */
  SegmentWriter(Medium medium, Path path, SegmentHeader header, ByteBuffer buffer)
      throws IOException {
    disk = medium.disk();
    room = medium.room();
    capacity = medium.capacity();
    this.header = header;
    this.buffer = buffer.clear();
    disk.delete(path);
    file = disk.createFile(path);
    boolean ready = false;
    try {
      disk.write(file, header.bytes(), 0);
      disk.sync(file);
      ready = true;
    } finally {
      if (!ready) {
        file.close();
        disk.delete(path);
      }
    }
  }

  static ByteBuffer newBuffer() {
    return ByteBuffer.allocateDirect(BUFFER_LENGTH);
  }

  SegmentHeader header() {
    return header;
  }

  /** Where the records end that are durable. */
  long committed() {
    return committed;
  }

  /** The number of the next record. */
  int ordinal() {
    return ordinal;
  }

  /** Whether a content of {@code length} bytes, or a removal if it is 0, may be added. */
  boolean fits(int length, boolean removal) {
    int keptRecords = removal ? 1 : KEPT_RECORDS;
    int keptBytes = removal ? RecordHeader.LENGTH : KEPT_BYTES;
    return ordinal + keptRecords < RECORDS_MAX
        && tail() + RecordHeader.recordLength(length) + keptBytes <= capacity;
  }

  /**
   * Adds a content to the batch.
   *
   * @throws OutOfSpaceException if the medium is full; the batch is as it was
   * @throws IOException if the medium fails; then nothing of the batch counts
   */
  Entry add(Content content) throws IOException {
    extend(RecordHeader.recordLength(content.length()) + KEPT_BYTES, true);
    return append(content);
  }

  /** As {@link #add}, but into the reserve of the medium: it is there to get out of need. */
  Entry copy(Content content) throws IOException {
    extend(RecordHeader.recordLength(content.length()), false);
    return append(content);
  }

  private Entry append(Content content) throws IOException {
    int length = content.length();
    Entry entry =
        new Entry(
            content.key(), ordinal, (int) (tail() / RecordHeader.UNIT), length, content.checksum());
    put(RecordHeader.content(entry, batch), content.bytes(), content.from(), length);
    return entry;
  }

  /** Adds a removal to the batch; as {@link #add}. */
  void remove(BlobKey key, Removal removal) throws IOException {
    extend(RecordHeader.LENGTH, false);
    put(RecordHeader.removal(key, ordinal, batch, removal), new byte[0], 0, 0);
  }

  /** Extends the file by what removals may need when the medium is full. */
  void keepRoomForRemovals(boolean leaveReserve) throws IOException {
    extend(KEPT_BYTES, leaveReserve);
  }

  /** Makes durable what was added, all at once. */
  void commit() throws IOException {
    drain();
    disk.syncData(file);
    committed = drained;
    batch = ordinal;
  }

  /** Ends the segment: nothing can be added, and the file is as long as its records. */
  void end() throws IOException {
    put(RecordHeader.end(ordinal), new byte[0], 0, 0);
    drain();
    disk.truncate(file, drained);
    disk.sync(file);
    committed = drained;
  }

  /** Takes away what was added behind the last commit. */
  void cut() throws IOException {
    buffer.clear();
    disk.truncate(file, committed);
    disk.sync(file);
    drained = committed;
    zeroed = committed;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private long tail() {
    return drained + buffer.position();
  }

  private void put(RecordHeader record, byte[] content, int from, int length) throws IOException {
    int whole = RecordHeader.recordLength(length);
    if (buffer.remaining() < whole) {
      drain();
    }
    int end = buffer.position() + whole;
    record.put(buffer, header.generation());
    buffer.put(content, from, length);
    while (buffer.position() < end) {
      buffer.put((byte) 0);
    }
    ordinal++;
  }

  private void drain() throws IOException {
    int length = buffer.position();
    if (length > 0) {
      disk.write(file, buffer.flip(), drained);
      drained += length;
      buffer.clear();
    }
  }

  /** Sees to it that {@code bytes} more are in the file. */
  private void extend(int bytes, boolean leaveReserve) throws IOException {
    long needed = tail() + bytes;
    if (needed <= zeroed) {
      return;
    }
    long step = leaveReserve ? Math.min(Math.max(zeroed, STEP_MIN), STEP_MAX) : KEPT_BYTES;
    long end = Math.max(needed, Math.min(zeroed + step, capacity));
    try {
      if (leaveReserve) {
        room.require(end - zeroed);
      }
      for (long at = zeroed; at < end; at += ZEROS.capacity()) {
        int length = (int) Math.min(ZEROS.capacity(), end - at);
        disk.write(file, ZEROS.duplicate().clear().limit(length), at);
      }
    } catch (IOException e) {
      throw Room.explain(e);
    }
    zeroed = end;
  }
}
