package org.mucura.core.object;

import java.util.List;
import org.mucura.core.S3Exception;
import org.mucura.core.commit.Storage;
import org.mucura.core.content.Body;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The objects of buckets.
 *
 * <p>Every method may throw {@code SlowDown} if a store is not there in time, and {@code
 * ServiceUnavailable} if a store fails or does not know whether it made a change.
 */
@Component(service = Objects.class)
public final class Objects implements AutoCloseable {

  private final ObjectReads reads;
  private final ObjectWrites writes;
  private final ObjectCopies copies;
  private final BatchDeletes batches;

  @Activate
  public Objects(@Reference Storage storage) {
    this.reads = new ObjectReads(storage);
    this.writes = new ObjectWrites(storage);
    this.copies = new ObjectCopies(storage, reads, writes);
    this.batches = new BatchDeletes(writes);
  }

  /**
   * Puts an object in the place of whatever there is. On return it is durable, and every later read
   * sees it; if this throws anything but {@code ServiceUnavailable}, nothing has changed.
   *
   * @throws S3Exception {@code KeyTooLongError}, {@code BadDigest}, {@code IncompleteBody}, {@code
   *     EntityTooLarge}, those of {@link WriteCondition}, or {@code ConditionalRequestConflict} if
   *     others kept changing the key
   */
  public PutResult put(PutObject request, Body body) {
    return writes.put(request, body);
  }

  /**
   * An object without its contents.
   *
   * @throws S3Exception {@code NoSuchKey}, {@code PreconditionFailed}, {@code InvalidPartNumber},
   *     or {@link NotModifiedException}
   */
  public ObjectInfo head(GetObject request) {
    return reads.head(request);
  }

  /**
   * Opens an object for reading; as {@link #head} otherwise. The caller closes it.
   *
   * @throws S3Exception as {@link #head}
   */
  public OpenObject get(GetObject request) {
    return reads.open(request);
  }

  /**
   * Removes an object; where there is none, and no condition, that is no error.
   *
   * @throws S3Exception {@code NoSuchKey} or {@code PreconditionFailed} as the condition says
   */
  public DeleteResult delete(DeleteObject request) {
    return writes.delete(request);
  }

  /** Removes objects, each on its own: an outcome for each request, in their order. */
  public List<DeleteOutcome> deleteAll(List<DeleteObject> requests) {
    return batches.delete(requests);
  }

  /**
   * Copies an object. The copy has contents of its own, in one piece.
   *
   * @throws S3Exception {@code NoSuchKey} or {@code PreconditionFailed} of the source, {@code
   *     InvalidRequest} for a copy onto itself that changes nothing, {@code EntityTooLarge} beyond
   *     5 GiB, or as {@link #put}
   */
  public CopyResult copy(CopyObject request) {
    return copies.copy(request);
  }

  @Override
  @Deactivate
  public void close() {
    batches.close();
  }
}
