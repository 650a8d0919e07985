package org.mucura.core.upload;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.WrittenBlob;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.commit.Storage;
import org.mucura.core.content.Body;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.format.Fields;
import org.mucura.core.format.Stored;
import org.mucura.core.format.UncertainChangeException;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;

/**
 * Stores parts: first the contents, then the record that names them, then another look at the
 * upload, for it may have ended meanwhile. Whoever ended it has then not seen the part, or has
 * taken it into the object.
 */
final class PartWriter {

  private final Tools tools;
  private final Storage storage;
  private final InstantSource clock;

  PartWriter(Tools tools, Storage storage, InstantSource clock) {
    this.tools = tools;
    this.storage = storage;
    this.clock = clock;
  }

  PartInfo write(PartTarget target, Body body) {
    return write(target, requireOpen(target), body);
  }

  /**
   * The upload into which a part may come. One that is being completed is settled first: then it is
   * done, or open again.
   */
  UploadRecord requireOpen(PartTarget target) {
    if (target.number() < 1 || target.number() > PartTarget.NUMBER_MAX) {
      throw new S3Exception(
          ErrorCode.INVALID_ARGUMENT,
          "Part number must be an integer between 1 and " + PartTarget.NUMBER_MAX + ", inclusive");
    }
    return settled(target.upload().bucket(), UploadKey.of(target.upload()))
        .filter(UploadRecord::isOpen)
        .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_UPLOAD));
  }

  /** Stores a part of an upload that was open shortly before. */
  PartInfo write(PartTarget target, UploadRecord upload, Body body) {
    UploadKey key = UploadKey.of(target.upload());
    Bucket bucket = target.upload().bucket();
    Body asked =
        upload.checksum().isPresent()
            ? withAlgorithm(body, upload.checksum().get().algorithm())
            : withDefault(body);
    WrittenBlob blob = storage.writer().write(bucket, asked);
    PartRecord part = record(target, blob, asked.expected().algorithm().isPresent());
    try {
      storage.age().requireNameable(blob.blob().id());
      tools.parts().put(key, part);
    } catch (UncertainChangeException e) {
      throw e;
    } catch (S3Exception e) {
      // The only failure that says the blob is not named; after any other it is the sweep's.
      storage.writer().discard(blob.blob());
      throw e;
    }
    requireTaken(bucket, key, part);
    return part.info();
  }

  /** The upload as it is once nobody is in the middle of completing it. */
  private Optional<UploadRecord> settled(Bucket bucket, UploadKey key) {
    while (true) {
      Optional<Stored<UploadRecord>> found = tools.uploads().find(key);
      if (found.flatMap(stored -> stored.value().manifest()).isEmpty()) {
        return found.map(Stored::value);
      }
      tools.settlement().settle(bucket, key, found.get());
    }
  }

  /** The upload is still open, or has taken the part. If not, the part must not be left behind. */
  private void requireTaken(Bucket bucket, UploadKey key, PartRecord part) {
    Optional<UploadRecord> now = settled(bucket, key);
    if (now.filter(UploadRecord::isOpen).isPresent()) {
      return;
    }
    BlobRef blob = part.stored().blob();
    Optional<Contents> taken = now.flatMap(PartWriter::uncleared);
    if (taken.filter(contents -> names(key, contents, blob)).isEmpty()) {
      tools.parts().withdraw(key, part.stored().number(), part.contents());
      throw new S3Exception(ErrorCode.NO_SUCH_UPLOAD);
    }
  }

  private static Optional<Contents> uncleared(UploadRecord upload) {
    return upload.state() instanceof UploadState.Done done ? done.uncleared() : Optional.empty();
  }

  private boolean names(UploadKey key, Contents contents, BlobRef blob) {
    return storage.pages().present(key.bucket(), contents).stream()
        .anyMatch(part -> part.blob().equals(blob));
  }

  private PartRecord record(PartTarget target, WrittenBlob blob, boolean checksumShown) {
    return new PartRecord(
        target.upload().key(),
        target.upload().bucket().owner(),
        Contents.ofOne(blob.asPart(target.number())),
        blob.digests(),
        checksumShown,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        Fields.NONE);
  }

  /** The checksum of an upload is computed for every part, whether its request gives one or not. */
  private static Body withAlgorithm(Body body, ChecksumAlgorithm upload) {
    ExpectedDigests expected = body.expected();
    if (expected.algorithm().equals(Optional.of(upload))) {
      return body;
    }
    if (expected.algorithm().isPresent()) {
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "Checksum Type mismatch occurred, expected checksum Type: "
              + name(upload)
              + ", actual checksum Type: "
              + name(expected.algorithm().get()));
    }
    return new Body(
        body.stream(),
        body.length(),
        new ExpectedDigests(expected.contentMd5(), Optional.of(upload), expected.checksum()));
  }

  /**
   * An object of an upload that asks for no checksum has that of {@link UploadChecksum#DEFAULT}.
   */
  private static Body withDefault(Body body) {
    ExpectedDigests expected = body.expected();
    Optional<ChecksumAlgorithm> joined = Optional.of(UploadChecksum.DEFAULT.algorithm());
    return new Body(
        body.stream(),
        body.length(),
        new ExpectedDigests(
            expected.contentMd5(), expected.algorithm(), joined, expected.checksum()));
  }

  private static String name(ChecksumAlgorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }
}
