package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.commands.output.Sheet;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.usage.Usage;
import org.mucura.core.usage.UsageTotal;

/** {@code mucura:bucket-show}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "bucket-show",
    description = "Shows a bucket with its owner and what it holds")
@SuppressWarnings("NullAway.Init")
public final class ShowBucket extends BucketAction {

  @Argument(name = "bucket", description = "The bucket's name", required = true)
  @Completion(BucketNameCompleter.class)
  String bucket;

  @Option(name = "--json", description = JSON)
  boolean json;

  @Reference Usage usage;

  @Override
  void act() {
    Bucket shown = bucket(bucket);
    UsageTotal held = usage.ofBucket(shown.id());
    new Sheet()
        .line("name", "name", shown.name())
        .line("owner", "owner", accountName(shown.owner()))
        .line("owner's id", "ownerId", shown.owner())
        .line("created", "created", shown.created())
        .line("region", "region", shown.region())
        .line("objects", "objects", held.objects())
        .line("bytes", "bytes", held.bytes())
        .line("versioning", "versioning", shown.versioning())
        .text("content stores", String.join(", ", shown.stores()))
        .member("contentStores", shown.stores())
        .line("master key", "masterKey", shown.key().master())
        .print(out(), json);
  }
}
