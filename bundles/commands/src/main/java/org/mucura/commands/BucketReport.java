package org.mucura.commands;

import java.util.function.UnaryOperator;
import org.mucura.commands.output.Report;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.usage.Usage;
import org.mucura.core.usage.UsageTotal;

/** How buckets are listed, wherever they are. */
final class BucketReport {

  private BucketReport() {}

  /** A bucket and what it holds. */
  record Row(Bucket bucket, UsageTotal held) {

    static Row of(Bucket bucket, Usage usage) {
      return new Row(bucket, usage.ofBucket(bucket.id()));
    }
  }

  /**
   * Of no bucket yet.
   *
   * @param accountName finds the name of the account of an id
   * @param none what is said if there is no bucket
   */
  static Report<Row> of(UnaryOperator<String> accountName, String none) {
    return new Report<Row>("buckets", none)
        .column("Name", "name", row -> row.bucket().name())
        .column("Owner", "owner", row -> accountName.apply(row.bucket().owner()))
        .member("ownerId", row -> row.bucket().owner())
        .column("Created", "created", row -> row.bucket().created())
        .member("region", row -> row.bucket().region())
        .column("Objects", "objects", row -> row.held().objects())
        .column("Bytes", "bytes", row -> row.held().bytes());
  }
}
