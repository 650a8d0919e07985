package org.mucura.blobs.filesystem.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.mucura.spi.blob.OutOfSpaceException;
import org.mucura.spi.blob.SpaceReporting.Space;

/** The room on a medium, of which a reserve is left to others. */
public final class Room {

  /** Java hands on an error only as text, and the system may speak any language. */
  private static final String NO_SPACE = learnNoSpace();

  private static final String OVER_QUOTA = "Disk quota exceeded";

  private final FileStore medium;
  private final long reserve;

  /**
   * @param reserve bytes, 0 or more
   */
  public Room(FileStore medium, long reserve) {
    if (reserve < 0) {
      throw new IllegalArgumentException("no reserve: " + reserve);
    }
    this.medium = medium;
    this.reserve = reserve;
  }

  /** What there is, without the reserve. */
  public Space space() throws IOException {
    return new Space(medium.getTotalSpace(), Math.max(0, medium.getUsableSpace() - reserve));
  }

  /**
   * Checks that {@code bytes} more can be written. Writers do not see what others are about to
   * write, so together they may come a little into the reserve.
   *
   * @throws OutOfSpaceException if they cannot
   */
  public void require(long bytes) throws IOException {
    long usable = medium.getUsableSpace();
    if (bytes > usable - reserve) {
      throw new OutOfSpaceException(
          "%d bytes are free, of which %d are kept in reserve".formatted(usable, reserve));
    }
  }

  /** An {@link OutOfSpaceException} if that is what {@code failure} means, else itself. */
  public static IOException explain(IOException failure) {
    String text = String.valueOf(failure.getMessage());
    boolean full = text.contains(NO_SPACE) || text.contains(OVER_QUOTA);
    return full ? new OutOfSpaceException("the medium is full", failure) : failure;
  }

  private static String learnNoSpace() {
    try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      full.write(ByteBuffer.allocate(1));
    } catch (IOException e) {
      String text = e.getMessage();
      if (e.getClass() == IOException.class && text != null) {
        return text;
      }
    }
    return "No space left on device";
  }
}
