package org.mucura.commands;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.mucura.commands.output.Age;
import org.mucura.commands.output.Report;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.upload.Upload;
import org.mucura.core.upload.UploadPage;
import org.mucura.core.upload.UploadPage.Marker;
import org.mucura.core.upload.UploadQuery;
import org.mucura.core.upload.Uploads;

/** {@code mucura:uploads}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "uploads",
    description = "Lists the unfinished multipart uploads of a bucket, or of all buckets",
    detailedDescription =
        """
        An upload takes room until somebody completes or aborts it, as with \
        aws s3api abort-multipart-upload.

        Examples:
          mucura:uploads
          mucura:uploads photos --json
        """)
@SuppressWarnings("NullAway.Init")
public final class ListUploads extends BucketAction {

  @Argument(name = "bucket", description = "The bucket's name; without it those of all are listed")
  @Completion(BucketNameCompleter.class)
  @Nullable String bucket;

  @Option(name = "--json", description = JSON)
  boolean json;

  @Reference Uploads uploads;

  private record Unfinished(Bucket bucket, Upload upload) {}

  @Override
  void act() {
    Instant now = Instant.now();
    Report<Unfinished> report =
        new Report<Unfinished>("uploads", "There are no unfinished uploads")
            .column("Bucket", "bucket", one -> one.bucket().name())
            .column("Key", "key", one -> one.upload().key())
            .column("Upload", "uploadId", one -> one.upload().id())
            .column("Initiator", "initiator", one -> accountName(one.upload().account()))
            .member("initiated", one -> one.upload().initiated())
            .member("ageSeconds", one -> age(one, now).toSeconds())
            .shown("Age", one -> Age.tell(age(one, now)));
    Consumer<Bucket> add = of -> forEachUpload(of, one -> report.add(new Unfinished(of, one)));
    if (bucket == null) {
      forEachBucket(add);
    } else {
      add.accept(bucket(bucket));
    }
    report.print(out(), json);
  }

  private static Duration age(Unfinished one, Instant now) {
    return Duration.between(one.upload().initiated(), now);
  }

  private void forEachUpload(Bucket of, Consumer<Upload> action) {
    Optional<Marker> next = Optional.empty();
    do {
      UploadPage page =
          uploads.list(
              of,
              new UploadQuery(
                  "",
                  Optional.empty(),
                  next.map(Marker::key),
                  next.flatMap(Marker::uploadId),
                  UploadQuery.MAX));
      page.uploads().forEach(action);
      next = page.next();
    } while (next.isPresent());
  }
}
