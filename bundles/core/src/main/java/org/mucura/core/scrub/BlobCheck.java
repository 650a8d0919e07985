package org.mucura.core.scrub;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.scrub.Finding.Kind;
import org.mucura.core.seal.SealedLayout;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.NoSuchBlobException;

/**
 * Reads one blob bit by bit, as it is at rest, and compares its size and checksum with what the
 * record says. Needs no key. Each bit may be read from another opening of the store.
 */
final class BlobCheck {

  private static final int READ_MAX = 1 << 20;
  private static final int READ_MIN = 1 << 14;

  private final StoredPart part;
  private final long size;
  private final CRC32C checksum = new CRC32C();
  private long position;
  private boolean done;
  private Optional<Flaw> flaw = Optional.empty();

  /**
   * What is wrong.
   *
   * @param unread whether the store failed, which may be no fault of the blob
   */
  record Flaw(Kind kind, String reason, boolean unread) {}

  BlobCheck(StoredPart part) {
    this.part = part;
    this.size = SealedLayout.sealedSize(part.size());
  }

  /**
   * Reads a bit more.
   *
   * @return how many bytes were read
   * @throws InterruptedIOException if the thread is to end; nothing is said of the blob
   */
  int step(BlobStore store, Throttle throttle) throws InterruptedIOException {
    int wanted = (int) Math.min(readAtOnce(throttle), size + 1 - position);
    // what is small costs, too
    throttle.pass(Math.max(wanted, READ_MIN));
    try (InputStream in = store.read(part.blob().id(), new BlobRange(position, wanted))) {
      byte[] bytes = in.readNBytes(wanted);
      take(bytes, wanted);
      return bytes.length;
    } catch (NoSuchBlobException e) {
      end(Kind.MISSING, "its store does not have it");
    } catch (InterruptedIOException e) {
      throw e;
    } catch (ClosedByInterruptException e) {
      InterruptedIOException interrupted = new InterruptedIOException("interrupted");
      interrupted.initCause(e);
      throw interrupted;
    } catch (IOException e) {
      end(new Flaw(Kind.DAMAGED, "cannot be read: " + e.getMessage(), true));
    }
    return 0;
  }

  /** A quarter of a second, so that whoever waits for the thread waits no longer. */
  private static long readAtOnce(Throttle throttle) {
    return Math.max(READ_MIN, Math.min(READ_MAX, throttle.bytesPerSecond() / 4));
  }

  private void take(byte[] bytes, int wanted) {
    checksum.update(bytes, 0, bytes.length);
    position += bytes.length;
    boolean atEnd = bytes.length < wanted;
    if (position > size || (atEnd && position < size)) {
      String has = position > size ? "more" : String.valueOf(position);
      end(Kind.WRONG_SIZE, "has " + has + " bytes, not " + size);
    } else if (atEnd) {
      done = true;
      if ((int) checksum.getValue() != part.seal().crc32c()) {
        end(Kind.DAMAGED, "is not the bytes that were written");
      }
    }
  }

  private void end(Kind kind, String reason) {
    end(new Flaw(kind, reason, false));
  }

  private void end(Flaw found) {
    done = true;
    flaw = Optional.of(found);
  }

  /** Whether all that is to be known is known. */
  boolean isDone() {
    return done;
  }

  Optional<Flaw> flaw() {
    return flaw;
  }
}
