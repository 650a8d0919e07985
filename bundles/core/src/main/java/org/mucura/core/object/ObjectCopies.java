package org.mucura.core.object;

import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.blob.ContentReader;
import org.mucura.core.blob.ContentWriter;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.Digests;
import org.mucura.core.blob.PartTable;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.blob.WrittenBlob;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.commit.CommitTarget;
import org.mucura.core.commit.Next;
import org.mucura.core.commit.ObjectData;
import org.mucura.core.commit.ObjectRecord;
import org.mucura.core.commit.ObjectVersion;
import org.mucura.core.commit.Storage;
import org.mucura.core.content.Body;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.format.Stored;
import org.mucura.core.object.CopyObject.Directive;
import org.mucura.core.object.ObjectWrites.Naming;
import org.mucura.core.seal.Seal;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.NoSuchBlobException;
import org.mucura.spi.event.ObjectEvent;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;

/**
 * Copies objects: in place where only attributes change, by a clone of the blob where the store
 * can, else by writing the bytes again.
 */
final class ObjectCopies {

  private static final int ATTEMPTS_MAX = 8;

  private final Storage storage;
  private final ObjectReads reads;
  private final ObjectWrites writes;

  ObjectCopies(Storage storage, ObjectReads reads, ObjectWrites writes) {
    this.storage = storage;
    this.reads = reads;
    this.writes = writes;
  }

  /** The source is not any more what it was when the copy began. */
  private static final class SourceChangedException extends Exception {

    private static final long serialVersionUID = 1;
  }

  CopyResult copy(CopyObject request) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      ObjectVersion source = source(request);
      try {
        ObjectVersion copy =
            isInPlace(request, source) ? alter(request, source) : make(request, source);
        ObjectData data = ObjectReads.data(copy);
        return new CopyResult(Optional.empty(), data.etag(), copy.modified(), data.checksum());
      } catch (SourceChangedException again) {
        // looks again
      }
    }
    throw new S3Exception(
        ErrorCode.CONDITIONAL_REQUEST_CONFLICT, "The source of the copy kept changing.");
  }

  private ObjectVersion source(CopyObject request) {
    CopySource source = request.source();
    ObjectVersion version = reads.find(source.bucket(), source.key());
    ObjectData data = ObjectReads.data(version);
    source.check(data.etag(), version.modified());
    if (data.contents().size() > ContentWriter.SIZE_MAX) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + ContentWriter.SIZE_MAX);
    }
    if (isOntoItself(request) && changesNothing(request, data)) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    return version;
  }

  private static boolean isOntoItself(CopyObject request) {
    return request.source().bucket().id().equals(request.target().bucket().id())
        && request.source().key().equals(request.target().key());
  }

  private static boolean changesNothing(CopyObject request, ObjectData source) {
    return request.metadata() == Directive.COPY
        && request.tagging() == Directive.COPY
        && keepsChecksum(request, source)
        && attributes(request, source).equals(source.attributes());
  }

  private static boolean keepsChecksum(CopyObject request, ObjectData source) {
    Optional<ChecksumAlgorithm> present = source.checksum().map(ObjectChecksum::algorithm);
    return request.algorithm().isEmpty() || request.algorithm().equals(present);
  }

  private static ObjectAttributes attributes(CopyObject request, ObjectData source) {
    ObjectAttributes old = source.attributes();
    ObjectAttributes given = request.target().attributes();
    boolean copies = request.metadata() == Directive.COPY;
    return new ObjectAttributes(
        copies ? old.headers() : given.headers(),
        copies ? old.userMetadata() : given.userMetadata(),
        given.storageClass(),
        request.tagging() == Directive.COPY ? old.tags() : given.tags());
  }

  /** A copy would have the same bytes and digests. */
  private static boolean isPlain(CopyObject request, ObjectData source) {
    return !source.contents().multipart() && keepsChecksum(request, source);
  }

  private static boolean isInPlace(CopyObject request, ObjectVersion source) {
    return isOntoItself(request) && isPlain(request, ObjectReads.data(source));
  }

  /** Changes the attributes of an object whose contents stay. */
  private ObjectVersion alter(CopyObject request, ObjectVersion source)
      throws SourceChangedException {
    PutObject target = request.target();
    ObjectData data = ObjectReads.data(source);
    Next.Put altered = Next.Put.of(data.withAttributes(attributes(request, data)));
    CommitTarget commit =
        new CommitTarget(
            target.bucket(), target.key(), target.account(), ObjectEvent.Type.OBJECT_CREATED_COPY);
    ObjectVersion after =
        storage
            .commits()
            .commit(
                commit,
                current -> {
                  target.condition().check(ObjectWrites.etag(current));
                  boolean same = current.filter(c -> c.sequence() == source.sequence()).isPresent();
                  return same ? altered : new Next.Leave();
                })
            .after()
            .orElseThrow(SourceChangedException::new);
    if (!after.data().equals(Optional.of(altered.data()))) {
      throw new SourceChangedException();
    }
    return after;
  }

  private ObjectVersion make(CopyObject request, ObjectVersion source)
      throws SourceChangedException {
    ObjectData data = ObjectReads.data(source);
    PutObject target = with(request.target(), attributes(request, data));
    Optional<Stored<ObjectRecord>> found = writes.look(target);
    Optional<StoredPart> clone = clone(request, data);
    if (clone.isPresent()) {
      Naming naming = naming(target, clone.get().blob());
      return writes.name(naming, cloned(target, data, clone.get()), found);
    }
    WrittenBlob written = rewrite(request, data);
    return writes.name(naming(target, written.blob()), ObjectWrites.data(target, written), found);
  }

  private Optional<StoredPart> clone(CopyObject request, ObjectData source)
      throws SourceChangedException {
    if (!isPlain(request, source)
        || !(source.contents().parts() instanceof PartTable.Inline inline)) {
      return Optional.empty();
    }
    try {
      StoredPart part = inline.parts().get(0);
      Bucket target = request.target().bucket();
      return storage
          .writer()
          .clone(part.blob(), target.stores())
          .map(blob -> part.movedTo(blob, seal(request, part)));
    } catch (NoSuchBlobException e) {
      throw new SourceChangedException();
    }
  }

  /** The key of the blob stays, under that of the other bucket. */
  private Seal seal(CopyObject request, StoredPart part) {
    Bucket from = request.source().bucket();
    Bucket to = request.target().bucket();
    return from.id().equals(to.id())
        ? part.seal()
        : storage.seals().moved(part.seal(), from.key(), to.key());
  }

  private static ObjectData cloned(PutObject target, ObjectData source, StoredPart piece) {
    return new ObjectData(
        target.account(),
        target.attributes(),
        source.etag(),
        Contents.ofOne(piece),
        source.checksums(),
        source.adler32(),
        Optional.empty());
  }

  private WrittenBlob rewrite(CopyObject request, ObjectData source) {
    Optional<ChecksumAlgorithm> algorithm =
        request.algorithm().or(() -> source.checksum().map(ObjectChecksum::algorithm));
    // the first one of all bytes, to see that they are the same
    Optional<ObjectChecksum> kept =
        source.checksums().stream().filter(c -> c.type() == ChecksumType.FULL_OBJECT).findFirst();
    BlobRange all = new BlobRange(0, source.contents().size());
    WrittenBlob written;
    try (ContentReader reader = storage.reader(request.source().bucket(), source.contents())) {
      Body body = reader.copy(all, algorithm, kept.map(ObjectChecksum::algorithm));
      written = storage.writer().write(request.target().bucket(), body);
    }
    Digests found = written.digests();
    if (!kept.equals(kept.flatMap(c -> found.checksum(c.algorithm())))
        || source.adler32().orElse(found.adler32()) != found.adler32()) {
      storage.writer().discard(written.blob());
      throw new S3Exception(ErrorCode.INTERNAL_ERROR, "The contents of the source are damaged.");
    }
    return written;
  }

  private static PutObject with(PutObject target, ObjectAttributes attributes) {
    return new PutObject(
        target.bucket(), target.key(), attributes, target.condition(), target.account());
  }

  private static Naming naming(PutObject target, BlobRef blob) {
    return new Naming(target, blob, ObjectEvent.Type.OBJECT_CREATED_COPY);
  }
}
