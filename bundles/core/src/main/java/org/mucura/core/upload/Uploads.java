package org.mucura.core.upload;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.commit.Storage;
import org.mucura.core.content.Body;
import org.mucura.core.format.Fields;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.usage.Usage;
import org.mucura.wire.ErrorCode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Objects that are uploaded in parts.
 *
 * <p>Every method that names an upload may throw {@code NoSuchUpload}: there is none of that id for
 * that key in that bucket, or it is finished or aborted. As of {@link
 * org.mucura.core.object.Objects}, {@code SlowDown} and {@code ServiceUnavailable} may come from
 * every method.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
@Component(service = Uploads.class)
public final class Uploads implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  private final Tools tools;
  private final PartWriter writer;
  private final PartCopier copier;
  private final Completion completion;
  private final InstantSource clock;
  private final Executor clearings;
  private final Runnable close;

  @Activate
  public Uploads(
      @Reference Storage storage, @Reference Usage usage, @Reference CurrentSettings settings) {
    this(storage, usage, settings, Surroundings.ofSystem());
  }

  /** What tests replace. */
  record Surroundings(InstantSource clock, Executor clearings, Runnable close) {

    private static final int WAITING_MAX = 1_000;

    /** No client waits for a clearing; those for which there is no room are left to the job. */
    static Surroundings ofSystem() {
      ThreadPoolExecutor clearings =
          new ThreadPoolExecutor(
              1,
              1,
              10,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(WAITING_MAX),
              work -> new Thread(work, "mucura-uploads"),
              new ThreadPoolExecutor.DiscardPolicy());
      clearings.allowCoreThreadTimeOut(true);
      return new Surroundings(InstantSource.system(), clearings, clearings::shutdownNow);
    }
  }

  Uploads(Storage storage, Usage usage, CurrentSettings settings, Surroundings surroundings) {
    this.clock = surroundings.clock();
    this.clearings = surroundings.clearings();
    this.close = surroundings.close();
    this.tools = Tools.of(storage, usage, settings, clock);
    this.writer = new PartWriter(tools, storage, clock);
    this.copier = new PartCopier(storage, writer);
    Planner planner = new Planner(tools.parts(), storage.pages(), settings);
    this.completion = new Completion(tools, planner, storage.commits(), clock);
  }

  /** Leaves what is not cleared yet to the job. */
  @Override
  @Deactivate
  public void close() {
    close.run();
  }

  /**
   * Begins an upload.
   *
   * @throws S3Exception {@code KeyTooLongError}, {@code InvalidRequest}
   */
  public Upload create(CreateUpload request) {
    ObjectKey object = new ObjectKey(request.bucket().id(), request.key()).checked();
    UploadKey key = UploadKey.begun(object.bucket(), object.key(), clock);
    UploadRecord upload =
        new UploadRecord(
            request.bucket().name(),
            request.account(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            request.attributes(),
            UploadChecksum.of(request.algorithm(), request.type()),
            request.createOnly(),
            new UploadState.Open(),
            Fields.NONE);
    if (tools.uploads().create(key, upload) instanceof Swap.Lost) {
      throw new S3Exception(ErrorCode.INTERNAL_ERROR);
    }
    return upload.shown(key);
  }

  /**
   * Stores a part, in the place of a former one of its number.
   *
   * @throws S3Exception {@code InvalidArgument} for a number out of range; {@code InvalidRequest}
   *     if the body has another checksum than the upload asks for; and as {@link
   *     org.mucura.core.object.Objects#put} for the body
   */
  public PartInfo putPart(PartTarget target, Body body) {
    return writer.write(target, body);
  }

  /**
   * Stores bytes of an object as a part.
   *
   * @throws S3Exception as {@link #putPart}; {@code NoSuchKey} and {@code PreconditionFailed} of
   *     the source; {@code InvalidArgument} if the range does not lie within it
   */
  public PartInfo copyPart(CopyPart request) {
    return copier.copy(request);
  }

  /**
   * Makes the object of the listed parts, and frees the others. Repeated within 24 hours after it
   * succeeded, it answers the same.
   *
   * @throws S3Exception {@code MalformedXML} for no parts; {@code InvalidPartOrder}; {@code
   *     InvalidPart} for a part that is not there or has another entity tag or checksum; {@code
   *     EntityTooSmall}; {@code InvalidRequest} for another size or checksum type; {@code
   *     BadDigest}; those of {@link org.mucura.core.object.WriteCondition}, upon which the upload
   *     can still be completed
   */
  public CompleteResult complete(CompleteUpload request) {
    CompleteResult result = completion.complete(request);
    clearLater(request.upload());
    return result;
  }

  /** Ends an upload and frees its parts. */
  public void abort(UploadTarget upload) {
    completion.abort(upload);
    clearLater(upload);
  }

  private void clearLater(UploadTarget upload) {
    clearings.execute(
        () -> {
          try {
            tools.clearing().clear(UploadKey.of(upload));
          } catch (S3Exception e) {
            LOG.warn("upload {} is cleared later", upload.uploadId(), e);
          }
        });
  }

  /** A page of the parts of an upload. */
  public PartPage listParts(PartQuery query) {
    UploadKey key = UploadKey.of(query.upload());
    Upload upload = tools.uploads().underWay(key).value().shown(key);
    int max = Math.min(query.max(), PartQuery.MAX);
    if (max == 0 || query.after() >= PartTarget.NUMBER_MAX) {
      return new PartPage(upload, List.of(), OptionalInt.empty());
    }
    List<PartInfo> parts =
        tools.parts().scan(key, Math.max(0, query.after()), max + 1).stream()
            .map(Stored::value)
            .map(PartRecord::info)
            .toList();
    if (parts.size() <= max) {
      return new PartPage(upload, parts, OptionalInt.empty());
    }
    return new PartPage(upload, parts.subList(0, max), OptionalInt.of(parts.get(max - 1).number()));
  }

  /**
   * A page of the uploads under way in a bucket.
   *
   * @throws S3Exception {@code InvalidArgument} for an upload id marker that cannot be one of ours
   */
  public UploadPage list(Bucket bucket, UploadQuery query) {
    if (query.max() == 0 || !ObjectKey.fits(query.prefix())) {
      return new UploadPage(List.of(), List.of(), Optional.empty());
    }
    return new UploadWalk(tools.uploads(), bucket.id(), query).walk();
  }
}
