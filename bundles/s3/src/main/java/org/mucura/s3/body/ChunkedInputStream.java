package org.mucura.s3.body;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.spi.Bytes;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.sigv4.PayloadForm;

/**
 * Takes the aws-chunked framing off. What it yields may only be trusted once it has reported its
 * end: by then every chunk's signature and that of the trailer are verified, all the bytes that
 * were announced have come, and nothing is behind them.
 *
 * <p>All reads may throw {@link S3Exception}: {@code IncompleteBody}, {@code
 * SignatureDoesNotMatch}, {@code InvalidChunkSizeError}, {@code MalformedTrailerError} or {@code
 * InvalidRequest}.
 */
final class ChunkedInputStream extends InputStream {

  private final InputStream in;
  private final PayloadForm form;
  private final BodyVerifier verifier;
  private final Announced announced;
  private final @Nullable MessageDigest digest;

  /** Bytes of the current chunk that have not been read. */
  private int left;

  private Optional<String> signature = Optional.empty();
  private long total;
  private @Nullable Trailer trailer;

  /**
   * What the headers of the request say of the body.
   *
   * @param length how many bytes there are without the framing
   * @param trailer the lower-case names of the headers behind the last chunk
   */
  record Announced(PayloadForm form, long length, Set<String> trailer) {}

  ChunkedInputStream(InputStream in, BodyVerifier verifier, Announced announced) {
    // Chunk headers are read byte by byte; reads longer than the buffer pass it by.
    this.in = new BufferedInputStream(in, 4096);
    this.form = announced.form();
    this.verifier = verifier;
    this.announced = announced;
    this.digest = form.signsChunks() ? Digests.sha256() : null;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !nextChunk()) {
      return -1;
    }
    int count = in.read(buffer, offset, Math.min(length, left));
    if (count < 0) {
      throw incomplete();
    }
    if (digest != null) {
      digest.update(buffer, offset, count);
    }
    left -= count;
    if (left == 0) {
      endChunk();
      expectLineEnd();
    }
    return count;
  }

  /** The trailing headers by lower-case name; empty before the end. */
  Map<String, String> trailer() {
    return trailer == null ? Map.of() : trailer.headers();
  }

  private boolean nextChunk() throws IOException {
    if (trailer != null) {
      return false;
    }
    ChunkHeader header = ChunkHeader.parse(readLine());
    if (header.signature().isPresent() != form.signsChunks()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "The chunks of the body are not signed as x-amz-content-sha256 says.");
    }
    left = header.size();
    signature = header.signature();
    total += left;
    if (total > announced.length() || (left == 0 && total < announced.length())) {
      throw new S3Exception(
          ErrorCode.INCOMPLETE_BODY,
          "You did not provide the number of bytes specified by the x-amz-decoded-content-length"
              + " HTTP header.");
    }
    if (left > 0) {
      return true;
    }
    endChunk();
    trailer = readTrailer();
    return false;
  }

  private void endChunk() {
    if (digest != null && !verifier.chunk(signature.orElseThrow(), Bytes.wrap(digest.digest()))) {
      throw new S3Exception(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }
  }

  private Trailer readTrailer() throws IOException {
    byte[] section = in.readNBytes(Trailer.LENGTH_MAX + 1);
    if (section.length > Trailer.LENGTH_MAX) {
      throw new S3Exception(
          ErrorCode.MALFORMED_TRAILER_ERROR,
          "What follows the last chunk of the body is longer than "
              + Trailer.LENGTH_MAX
              + " bytes.");
    }
    Trailer read = Trailer.parse(section);
    if (form.hasTrailer() && (form.signsChunks() || read.signature().isPresent())) {
      verifyTrailer(read);
    }
    if (!read.headers().keySet().equals(announced.trailer())
        || (!form.hasTrailer() && read.signature().isPresent())) {
      throw new S3Exception(ErrorCode.MALFORMED_TRAILER_ERROR);
    }
    return read;
  }

  private void verifyTrailer(Trailer read) {
    if (!verifier.signsTrailer()
        || read.signature().isEmpty()
        || !verifier.trailer(read.signature().get(), read.sha256())) {
      throw new S3Exception(ErrorCode.SIGNATURE_DOES_NOT_MATCH);
    }
  }

  private String readLine() throws IOException {
    byte[] line = new byte[ChunkHeader.LINE_MAX];
    for (int length = 0; length < line.length; length++) {
      int next = in.read();
      if (next < 0) {
        throw incomplete();
      }
      if (next == '\r') {
        expect('\n');
        return new String(line, 0, length, StandardCharsets.ISO_8859_1);
      }
      line[length] = (byte) next;
    }
    throw new S3Exception(
        ErrorCode.INVALID_REQUEST, "The header of a chunk of the body is too long.");
  }

  private void expectLineEnd() throws IOException {
    expect('\r');
    expect('\n');
  }

  private void expect(char expected) throws IOException {
    int next = in.read();
    if (next < 0) {
      throw incomplete();
    }
    if (next != expected) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST, "A chunk of the body does not end where its header says.");
    }
  }

  private static S3Exception incomplete() {
    return new S3Exception(ErrorCode.INCOMPLETE_BODY);
  }
}
