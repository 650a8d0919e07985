package org.mucura.core.backup;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.mucura.core.backup.BackupFile.Kind;

/** Reads a file of frames, each only once its checksum was found right. */
final class FrameSource<T> implements Closeable {

  private final Path file;
  private final DataInputStream in;
  private final Function<byte[], T> decoder;
  private long position = BackupFile.HEADER_LENGTH;

  /**
   * @param decoder throws IllegalArgumentException if a frame is none of its kind
   */
  FrameSource(Path file, Kind kind, Function<byte[], T> decoder) throws IOException {
    this.file = file;
    this.decoder = decoder;
    this.in = BackupFile.open(file, kind);
  }

  /**
   * The next one; empty at the end of the file.
   *
   * @throws BackupException if it is damaged
   */
  Optional<T> next() throws IOException {
    byte[] frame = BackupFile.frame(in, file, position);
    if (frame == null) {
      return Optional.empty();
    }
    try {
      T decoded = decoder.apply(frame);
      position += 8 + frame.length;
      return Optional.of(decoded);
    } catch (IllegalArgumentException e) {
      throw BackupFile.damaged(file, position, "it is not to be understood");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
