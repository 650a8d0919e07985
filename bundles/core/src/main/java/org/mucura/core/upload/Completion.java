package org.mucura.core.upload;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.commit.ObjectCommits;
import org.mucura.core.commit.ObjectData;
import org.mucura.core.commit.ObjectRecord;
import org.mucura.core.commit.ObjectVersion;
import org.mucura.core.format.Stored;
import org.mucura.core.format.UncertainChangeException;
import org.mucura.core.upload.Settlement.Settled;
import org.mucura.core.upload.UploadState.Aborted;
import org.mucura.core.upload.UploadState.Completing;
import org.mucura.core.upload.UploadState.Done;
import org.mucura.wire.ErrorCode;

/** Ends uploads one way or the other. */
final class Completion {

  /** How long a repeated request is answered as the first one was. */
  static final Duration REMEMBERED = Duration.ofHours(24);

  /** Each attempt that fails was overtaken by somebody who got further. */
  private static final int ATTEMPTS_MAX = 1000;

  private final UploadStore uploads;
  private final Settlement settlement;
  private final Planner planner;
  private final ObjectCommits commits;
  private final InstantSource clock;

  Completion(Tools tools, Planner planner, ObjectCommits commits, InstantSource clock) {
    this.uploads = tools.uploads();
    this.settlement = tools.settlement();
    this.planner = planner;
    this.commits = commits;
    this.clock = clock;
  }

  CompleteResult complete(CompleteUpload request) {
    UploadKey key = UploadKey.of(request.upload());
    PartList list = new PartList(request.parts());
    for (int i = 0; i < ATTEMPTS_MAX; i++) {
      Stored<UploadRecord> found = find(key);
      UploadState state = found.value().state();
      if (state instanceof Done done) {
        return repeated(done, list);
      }
      if (!found.value().isOpen()) {
        settlement.settle(request.upload().bucket(), key, found);
      } else {
        Optional<CompleteResult> result = attempt(key, found, request, list);
        if (result.isPresent()) {
          return result.get();
        }
      }
    }
    throw new S3Exception(ErrorCode.CONDITIONAL_REQUEST_CONFLICT);
  }

  /** The result; empty if somebody else came first. */
  private Optional<CompleteResult> attempt(
      UploadKey key, Stored<UploadRecord> open, CompleteUpload request, PartList list) {
    Optional<Stored<UploadRecord>> completing = begin(key, open, request, list);
    if (completing.isEmpty()) {
      return Optional.empty();
    }
    Settled settled = settlement.settle(request.upload().bucket(), key, completing.get());
    if (settled instanceof Settled.Refused refused) {
      throw refused.why();
    }
    return settled instanceof Settled.Written
        ? completing.get().value().manifest().map(manifest -> manifest.outcome().result())
        : Optional.empty();
  }

  /**
   * Moves the upload to "completing". What speaks against that counts only as long as the upload is
   * as it was: whoever completed it meanwhile has taken its parts away, and made the object.
   */
  private Optional<Stored<UploadRecord>> begin(
      UploadKey key, Stored<UploadRecord> open, CompleteUpload request, PartList list) {
    try {
      return take(key, open, planner.plan(key, open.value(), request, list));
    } catch (UncertainChangeException e) {
      throw e;
    } catch (S3Exception e) {
      if (uploads.find(key).map(Stored::revision).equals(Optional.of(open.revision()))) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private Optional<Stored<UploadRecord>> take(
      UploadKey key, Stored<UploadRecord> open, Manifest manifest) {
    Optional<Stored<UploadRecord>> completing;
    try {
      manifest.condition().check(commits.read(key.objectKey()).flatMap(Completion::etag));
      completing = uploads.move(open, new Completing(manifest));
    } catch (UncertainChangeException e) {
      throw e;
    } catch (S3Exception e) {
      planner.drop(key, manifest);
      throw e;
    }
    if (completing.isEmpty()) {
      planner.drop(key, manifest);
    }
    return completing;
  }

  private static Optional<String> etag(Stored<ObjectRecord> stored) {
    return stored.value().visible().flatMap(ObjectVersion::data).map(ObjectData::etag);
  }

  private CompleteResult repeated(Done done, PartList list) {
    boolean remembered = done.at().plus(REMEMBERED).isAfter(clock.instant());
    if (!remembered || !done.outcome().request().equals(list.digest())) {
      throw noSuchUpload();
    }
    return done.outcome().result();
  }

  /** Aborts an upload; one that is being completed is completed first. */
  void abort(UploadTarget target) {
    UploadKey key = UploadKey.of(target);
    for (int i = 0; i < ATTEMPTS_MAX; i++) {
      Stored<UploadRecord> found = find(key);
      if (found.value().state() instanceof Done) {
        throw noSuchUpload();
      }
      if (!found.value().isOpen()) {
        settlement.settle(target.bucket(), key, found);
      } else if (uploads.move(found, new Aborted()).isPresent()) {
        return;
      }
    }
    throw new S3Exception(ErrorCode.OPERATION_ABORTED);
  }

  private Stored<UploadRecord> find(UploadKey key) {
    return uploads
        .find(key)
        .filter(found -> !(found.value().state() instanceof Aborted))
        .orElseThrow(Completion::noSuchUpload);
  }

  private static S3Exception noSuchUpload() {
    return new S3Exception(ErrorCode.NO_SUCH_UPLOAD);
  }
}
