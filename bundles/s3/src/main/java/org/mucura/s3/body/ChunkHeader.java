package org.mucura.s3.body;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;

/**
 * The line before a chunk.
 *
 * @param size of the chunk's data in bytes; 0 for the last one
 * @param signature in hexadecimal digits
 */
record ChunkHeader(int size, Optional<String> signature) {

  /** The longest chunk, in bytes. */
  static final int SIZE_MAX = 256 << 20;

  /** The longest line, in bytes: nothing that a client has to say is longer. */
  static final int LINE_MAX = 128;

  private static final Pattern LINE =
      Pattern.compile("([0-9a-fA-F]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?");

  /**
   * Reads a line without its end.
   *
   * @throws S3Exception {@code InvalidChunkSizeError} if the chunk is too long, {@code
   *     InvalidRequest} if the line is none
   */
  static ChunkHeader parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST, "The header of a chunk of the body is malformed.");
    }
    long size = Long.parseLong(matcher.group(1), 16);
    if (size > SIZE_MAX) {
      throw new S3Exception(
          ErrorCode.INVALID_CHUNK_SIZE_ERROR,
          "A chunk of the body is longer than " + SIZE_MAX + " bytes.");
    }
    return new ChunkHeader((int) size, Optional.ofNullable(matcher.group(2)));
  }
}
