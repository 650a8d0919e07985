package org.mucura.core.upload;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.PartPages;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.commit.Change;
import org.mucura.core.commit.CommitTarget;
import org.mucura.core.commit.Next;
import org.mucura.core.commit.ObjectCommits;
import org.mucura.core.commit.ObjectData;
import org.mucura.core.commit.ObjectRecord;
import org.mucura.core.commit.ObjectVersion;
import org.mucura.core.commit.UploadFinish;
import org.mucura.core.format.Stored;
import org.mucura.core.upload.UploadState.Completing;
import org.mucura.core.upload.UploadState.Open;
import org.mucura.core.upload.UploadState.Reopening;
import org.mucura.spi.event.ObjectEvent;

/**
 * Brings an upload that is being completed to where it is not: to done, or back to open if its
 * condition fails. Whoever finds such an upload does this, whether it was the one who began or not;
 * any number may do it at once, and each of them may stop anywhere.
 *
 * <p>The object is written only by whoever, having read the object, then finds the attempt still
 * under way. An attempt that failed is first taken from "completing", so that nobody who looks from
 * then on writes the object; then the object is fenced, so that nobody who has looked before does;
 * then the fenced object tells whether somebody had. Only if not the upload is opened again.
 */
final class Settlement {

  private final UploadStore uploads;
  private final ObjectCommits commits;
  private final PartPages pages;
  private final ObjectFence fence;
  private final UploadFinish finish;

  Settlement(
      UploadStore uploads,
      ObjectCommits commits,
      PartPages pages,
      ObjectFence fence,
      UploadFinish finish) {
    this.uploads = uploads;
    this.commits = commits;
    this.pages = pages;
    this.fence = fence;
    this.finish = finish;
  }

  /** What came of an attempt to settle. */
  sealed interface Settled {

    /** The object was written, and this call knows it. */
    record Written() implements Settled {}

    /**
     * The condition failed, nobody else had succeeded, and the upload is open again.
     *
     * @param why for the client whose condition it was
     */
    record Refused(S3Exception why) implements Settled {}

    /** Somebody else got further; the upload's record says how far. */
    record Overtaken() implements Settled {}
  }

  /** Settles an upload that was found to be completing or reopening. */
  Settled settle(Bucket bucket, UploadKey key, Stored<UploadRecord> found) {
    UploadState state = found.value().state();
    if (state instanceof Completing completing) {
      return write(bucket, key, found, completing.manifest());
    }
    if (state instanceof Reopening reopening) {
      boolean unused = reopen(key, found, reopening.manifest());
    }
    return new Settled.Overtaken();
  }

  private Settled write(
      Bucket bucket, UploadKey key, Stored<UploadRecord> found, Manifest manifest) {
    Attempt attempt = new Attempt(key, found.value(), manifest);
    try {
      commits.commit(target(bucket, key, found.value()), attempt);
    } catch (S3Exception e) {
      if (e != attempt.refusal) {
        throw e;
      }
      return uploads
          .move(found, new Reopening(manifest))
          .filter(moved -> reopen(key, moved, manifest))
          .<Settled>map(moved -> new Settled.Refused(e))
          .orElseGet(Settled.Overtaken::new);
    }
    if (!attempt.wrote) {
      return new Settled.Overtaken();
    }
    finish.finish(key.objectKey(), key.uploadId());
    return new Settled.Written();
  }

  private static CommitTarget target(Bucket bucket, UploadKey key, UploadRecord upload) {
    return new CommitTarget(
        bucket,
        key.key(),
        upload.account(),
        ObjectEvent.Type.OBJECT_CREATED_COMPLETE_MULTIPART_UPLOAD);
  }

  /** Returns whether the upload was opened by this call. */
  private boolean reopen(UploadKey key, Stored<UploadRecord> reopening, Manifest manifest) {
    ObjectRecord behind = fence.raise(key.objectKey());
    if (isWritten(behind, key.uploadId())) {
      finish.finish(key.objectKey(), key.uploadId());
      return false;
    }
    if (uploads.move(reopening, new Open()).isEmpty()) {
      return false;
    }
    pages.remove(key.bucket(), manifest.contents());
    return true;
  }

  /** An object written over it had the upload finished before, so then it is not reopening. */
  private static boolean isWritten(ObjectRecord object, String uploadId) {
    return object
        .current()
        .flatMap(ObjectVersion::data)
        .flatMap(ObjectData::uploadId)
        .filter(uploadId::equals)
        .isPresent();
  }

  /** Writes the object if the attempt is still under way and its condition holds. */
  private final class Attempt implements Change {

    private final UploadKey key;
    private final UploadRecord upload;
    private final Manifest manifest;
    private @Nullable S3Exception refusal;
    private boolean wrote;

    Attempt(UploadKey key, UploadRecord upload, Manifest manifest) {
      this.key = key;
      this.upload = upload;
      this.manifest = manifest;
    }

    @Override
    public Next next(Optional<ObjectVersion> current) {
      wrote = isUnderWay();
      if (!wrote) {
        return new Next.Leave();
      }
      try {
        manifest.condition().check(current.flatMap(ObjectVersion::data).map(ObjectData::etag));
      } catch (S3Exception e) {
        refusal = e;
        throw e;
      }
      return new Next.Put(data(), Optional.of(key.uploadId()));
    }

    private boolean isUnderWay() {
      return uploads
          .find(key)
          .map(Stored::value)
          .filter(now -> now.state() instanceof Completing)
          .flatMap(UploadRecord::manifest)
          .filter(manifest::isSameAttempt)
          .isPresent();
    }

    private ObjectData data() {
      Outcome outcome = manifest.outcome();
      return new ObjectData(
          upload.account(),
          upload.attributes(),
          outcome.etag(),
          manifest.contents(),
          outcome.checksums(),
          OptionalInt.of(outcome.adler32()),
          Optional.of(key.uploadId()));
    }
  }
}
