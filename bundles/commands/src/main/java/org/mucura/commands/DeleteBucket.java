package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.usage.Usage;
import org.mucura.core.usage.UsageTotal;
import org.mucura.wire.ErrorCode;

/** {@code mucura:bucket-delete}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "bucket-delete",
    description = "Deletes an empty bucket, which takes some seconds",
    detailedDescription =
        """
        A bucket that has objects is refused. Unfinished uploads do not keep it: they are aborted.
        """)
@SuppressWarnings("NullAway.Init")
public final class DeleteBucket extends BucketAction {

  @Argument(name = "bucket", description = "The bucket's name", required = true)
  @Completion(BucketNameCompleter.class)
  String bucket;

  @Reference Usage usage;

  @Override
  void act() {
    Bucket doomed = bucket(bucket);
    try {
      buckets.delete(doomed);
    } catch (S3Exception e) {
      if (e.code() == ErrorCode.BUCKET_NOT_EMPTY) {
        throw new IllegalStateException(notEmpty(usage.ofBucket(doomed.id())), e);
      }
      throw e;
    }
    say("the bucket %s is deleted", bucket);
  }

  private String notEmpty(UsageTotal held) {
    return ("the bucket %1$s is not empty (%2$d objects, %3$d bytes); delete what it holds with a client"
            + " of its owner, or give it to another account: mucura:bucket-chown %1$s ACCOUNT")
        .formatted(bucket, held.objects(), held.bytes());
  }
}
