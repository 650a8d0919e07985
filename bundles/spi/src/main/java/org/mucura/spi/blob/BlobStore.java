package org.mucura.spi.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Immutable contents by id. A blob is written once and never changed; its bytes are opaque to the
 * store.
 *
 * <p>Threads: all methods may be called at once by any number of threads, and may block. Calls for
 * different ids do not wait for each other longer than the medium demands.
 *
 * <p>Optional powers are interfaces of their own that the same object implements: {@link
 * ListableBlobStore}, {@link CloningBlobStore}, {@link SpaceReporting}, {@link
 * ScrubbableBlobStore}.
 */
@ConsumerType
public interface BlobStore {

  /** Service property: the name of this instance, {@code [a-z0-9-]{1,32}}; kept in records. */
  String NAME = "name";

  /**
   * Stores what {@code content} yields until its end. On return the blob is visible to every reader
   * and survives a power cut; until then it is not visible at all. If this method throws, whatever
   * the reason, an exception of {@code content} included, nothing is visible, and what was written
   * is freed at once or at the store's next start. The stream is read by the calling thread, once,
   * and not closed. Memory does not grow with the blob.
   *
   * @param id not used before; {@link BlobExistsException} otherwise, and the blob that is there
   *     stays as it is
   * @param size how many bytes will come, or empty if nobody knows. A store may use it to plan. If
   *     the stream yields another number, the write fails with an {@link IOException}
   * @return how many bytes were stored
   * @throws OutOfSpaceException if the medium is full
   * @throws IOException if {@code content} throws it, or the medium
   */
  long write(BlobId id, OptionalLong size, InputStream content) throws IOException;

  /**
   * The bytes of {@code range}. A range that reaches past the end yields what there is; one that
   * begins at or past the end yields nothing. The stream holds what it reads: it goes on to its end
   * although the blob is deleted meanwhile. The caller closes it; it is used by one thread at a
   * time.
   *
   * @throws NoSuchBlobException if there is no such blob
   * @throws IOException if the medium fails; also by the stream, which never ends early instead
   */
  InputStream read(BlobId id, BlobRange range) throws IOException;

  /**
   * How many bytes the blob has.
   *
   * @throws NoSuchBlobException if there is no such blob
   */
  long size(BlobId id) throws IOException;

  /**
   * Removes blobs. An id without a blob is no error, so a removal may be repeated. The bytes may be
   * freed later than the return, but are not readable after it, save by streams already open.
   *
   * @throws IOException if some may be left; the others are removed
   */
  void delete(Collection<BlobId> ids) throws IOException;
}
