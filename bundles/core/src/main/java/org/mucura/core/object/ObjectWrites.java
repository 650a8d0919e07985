package org.mucura.core.object;

import java.util.Optional;
import java.util.OptionalInt;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.Digests;
import org.mucura.core.blob.WrittenBlob;
import org.mucura.core.commit.Change;
import org.mucura.core.commit.CommitTarget;
import org.mucura.core.commit.Next;
import org.mucura.core.commit.ObjectData;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.commit.ObjectRecord;
import org.mucura.core.commit.ObjectVersion;
import org.mucura.core.commit.Storage;
import org.mucura.core.content.Body;
import org.mucura.core.format.Stored;
import org.mucura.core.format.UncertainChangeException;
import org.mucura.spi.event.ObjectEvent;

/** Puts and removes objects. */
final class ObjectWrites {

  private final Storage storage;

  ObjectWrites(Storage storage) {
    this.storage = storage;
  }

  PutResult put(PutObject request, Body body) {
    Optional<Stored<ObjectRecord>> found = look(request);
    WrittenBlob blob = storage.writer().write(request.bucket(), body);
    Digests digests = blob.digests();
    ObjectData data = data(request, blob);
    name(new Naming(request, blob.blob(), ObjectEvent.Type.OBJECT_CREATED_PUT), data, found);
    return new PutResult(
        Optional.empty(),
        digests.etag(),
        digests.checksums().get(0),
        digests.adler32(),
        blob.size());
  }

  /**
   * Refuses what can be refused before any contents are read. Without a condition there is nothing
   * to look for: then the swap guesses that the key is new, and is told if it is not.
   */
  Optional<Stored<ObjectRecord>> look(PutObject request) {
    ObjectKey key = new ObjectKey(request.bucket().id(), request.key()).checked();
    if (request.condition().equals(WriteCondition.NONE)) {
      return Optional.empty();
    }
    Optional<Stored<ObjectRecord>> found = storage.commits().read(key);
    request.condition().check(etag(found.flatMap(stored -> stored.value().visible())));
    return found;
  }

  /** The object that a blob makes. */
  static ObjectData data(PutObject request, WrittenBlob blob) {
    Digests digests = blob.digests();
    return new ObjectData(
        request.account(),
        request.attributes(),
        digests.etag(),
        Contents.ofOne(blob.asWhole()),
        digests.checksums(),
        OptionalInt.of(digests.adler32()),
        Optional.empty());
  }

  /** A blob that was just written and is to be named. */
  record Naming(PutObject request, BlobRef blob, ObjectEvent.Type event) {

    CommitTarget target() {
      return new CommitTarget(request.bucket(), request.key(), request.account(), event);
    }
  }

  /** Names a blob by an object, or frees it if that is refused. */
  ObjectVersion name(Naming naming, ObjectData data, Optional<Stored<ObjectRecord>> found) {
    Change change =
        current -> {
          naming.request().condition().check(etag(current));
          storage.age().requireNameable(naming.blob().id());
          return Next.Put.of(data);
        };
    try {
      return storage.commits().commit(naming.target(), change, found).after().orElseThrow();
    } catch (UncertainChangeException e) {
      throw e;
    } catch (S3Exception e) {
      // The only failure that says the blob is not named; after any other it is the sweep's.
      storage.writer().discard(naming.blob());
      throw e;
    }
  }

  DeleteResult delete(DeleteObject request) {
    CommitTarget target =
        new CommitTarget(
            request.bucket(),
            request.key(),
            request.account(),
            ObjectEvent.Type.OBJECT_REMOVED_DELETE);
    WriteCondition condition = new WriteCondition(request.ifMatch(), false, false);
    Change change =
        current -> {
          condition.check(etag(current));
          return current.isPresent() ? new Next.Remove() : new Next.Leave();
        };
    storage.commits().commit(target, change);
    return DeleteResult.PLAIN;
  }

  static Optional<String> etag(Optional<ObjectVersion> version) {
    return version.flatMap(ObjectVersion::data).map(ObjectData::etag);
  }
}
