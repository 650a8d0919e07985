package org.mucura.commands;

import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.mucura.commands.BucketReport.Row;
import org.mucura.commands.output.Report;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.usage.Usage;

/** {@code mucura:bucket-list}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "bucket-list",
    description = "Lists the buckets of an account, or all, with their owners and what they hold",
    detailedDescription =
        """
        Bytes are those of objects and of the parts of unfinished uploads, as clients see them. \
        What was written in the second before a gateway was killed may not be counted.

        Examples:
          mucura:bucket-list
          mucura:bucket-list marie --json
        """)
@SuppressWarnings("NullAway.Init")
public final class ListBuckets extends BucketAction {

  @Argument(name = "account", description = "The account's name; without it all buckets are listed")
  @Completion(AccountNameCompleter.class)
  @Nullable String account;

  @Option(name = "--json", description = JSON)
  boolean json;

  @Reference Usage usage;

  @Override
  void act() {
    Report<Row> report = BucketReport.of(this::accountName, "There are no buckets");
    Consumer<Bucket> add = bucket -> report.add(Row.of(bucket, usage));
    if (account == null) {
      forEachBucket(add);
    } else {
      forEachBucketOf(account(account).id(), add);
    }
    report.print(out(), json);
  }
}
