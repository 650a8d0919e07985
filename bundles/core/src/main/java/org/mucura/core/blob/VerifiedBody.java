package org.mucura.core.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.content.Body;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.RunningChecksum;

/**
 * A body on its way into a store: computes every digest in the one pass, and throws instead of
 * ending if it is not what the client said it would be, so that the store never makes it visible.
 */
final class VerifiedBody extends InputStream {

  /** Less than half of the processors: two are busy enough with all else. */
  private static final Semaphore LANES =
      new Semaphore((Runtime.getRuntime().availableProcessors() - 1) / 2);

  private final Body body;
  private final long sizeMax;
  private final Md5 md5;
  private final Adler32 adler32 = new Adler32();
  private final List<Running> checksums = new ArrayList<>();
  private long size;
  private @Nullable Digests digests;
  private @Nullable RuntimeException failure;

  private record Running(ChecksumAlgorithm algorithm, RunningChecksum checksum) {}

  VerifiedBody(Body body, long sizeMax) {
    this.body = body;
    this.sizeMax = sizeMax;
    this.md5 = new Md5(body.length().orElse(0), LANES);
    ChecksumAlgorithm asked = body.expected().algorithm().orElse(ChecksumAlgorithm.CRC64NVME);
    add(asked);
    body.expected().besides().filter(more -> more != asked).ifPresent(this::add);
  }

  private void add(ChecksumAlgorithm algorithm) {
    checksums.add(new Running(algorithm, algorithm.newChecksum()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (failure != null) {
      throw new IOException(failure);
    }
    if (digests != null) {
      return -1;
    }
    try {
      return pass(buffer, offset, length);
    } catch (S3Exception e) {
      failure = e;
      throw new IOException(e);
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      throw broken(cause == null ? new IOException(e) : cause);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private IOException broken(IOException e) {
    failure =
        e.getCause() instanceof S3Exception refused
            ? refused
            : new S3Exception(ErrorCode.INCOMPLETE_BODY, "The body broke off.", e);
    return e;
  }

  private int pass(byte[] buffer, int offset, int length) throws IOException {
    int count = body.stream().read(buffer, offset, length);
    if (count < 0) {
      end();
      return -1;
    }
    size += count;
    if (size > body.length().orElse(Long.MAX_VALUE)) {
      throw new S3Exception(ErrorCode.INCOMPLETE_BODY);
    }
    if (size > sizeMax) {
      throw new S3Exception(ErrorCode.ENTITY_TOO_LARGE);
    }
    md5.update(buffer, offset, count);
    adler32.update(buffer, offset, count);
    for (Running running : checksums) {
      running.checksum().update(buffer, offset, count);
    }
    return count;
  }

  private void end() {
    if (size != body.length().orElse(size)) {
      throw new S3Exception(ErrorCode.INCOMPLETE_BODY);
    }
    List<ObjectChecksum> values = new ArrayList<>();
    for (Running running : checksums) {
      Bytes value = Bytes.wrap(running.checksum().value());
      values.add(ObjectChecksum.ofBody(running.algorithm(), value));
    }
    Digests computed = new Digests(Bytes.wrap(md5.value()), (int) adler32.getValue(), values);
    compare(computed);
    digests = computed;
  }

  private void compare(Digests computed) {
    Optional<Bytes> contentMd5 = body.expected().contentMd5();
    if (contentMd5.isPresent() && !contentMd5.get().equals(computed.md5())) {
      throw new S3Exception(ErrorCode.BAD_DIGEST);
    }
    ObjectChecksum checksum = computed.checksums().get(0);
    Optional<Bytes> expected = body.expected().checksum().get();
    if (expected.isPresent() && !expected.get().equals(checksum.value())) {
      throw new S3Exception(
          ErrorCode.BAD_DIGEST,
          "The " + checksum.algorithm() + " you specified did not match what we received.");
    }
  }

  /** Why the body was refused or broke off, if that is why a write failed. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /** How many bytes were read. */
  long size() {
    return size;
  }

  /**
   * The digests of the whole body. Reads on to its end where the store stopped at the size that it
   * had been told.
   */
  Digests digests() throws IOException {
    byte[] rest = new byte[1];
    while (digests == null) {
      int unread = read(rest, 0, 1);
      if (unread > 0) {
        throw new IOException("the store did not read the body to its end");
      }
    }
    return digests;
  }

  /** Leaves the body open. */
  @Override
  public void close() {
    md5.close();
  }
}
