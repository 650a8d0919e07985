package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.commands.gateway.Gateway;
import org.mucura.core.S3Exception;
import org.mucura.core.account.Account;
import org.mucura.core.bucket.Bucket;

/** {@code mucura:bucket-create}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "bucket-create",
    description = "Makes an empty bucket that belongs to an account")
@SuppressWarnings("NullAway.Init")
public final class CreateBucket extends BucketAction {

  @Argument(
      name = "bucket",
      description = "The new bucket's name: 3 to 63 lower-case letters, digits, hyphens and dots",
      required = true)
  String bucket;

  @Argument(index = 1, name = "account", description = "The account's name", required = true)
  @Completion(AccountNameCompleter.class)
  String account;

  @Reference Gateway gateway;

  @Override
  void act() {
    Account owner = account(account);
    try {
      buckets.create(owner.id(), bucket, gateway.region());
    } catch (S3Exception e) {
      throw refused(e);
    }
    say("made the bucket %s of the account %s", bucket, owner.name());
  }

  private RuntimeException refused(S3Exception e) {
    return switch (e.code()) {
      case INVALID_BUCKET_NAME ->
          new IllegalArgumentException(
              "no bucket can be named "
                  + bucket
                  + ": 3 to 63 lower-case letters, digits, hyphens and dots");
      case BUCKET_ALREADY_EXISTS, BUCKET_ALREADY_OWNED_BY_YOU ->
          new IllegalArgumentException(
              "there is a bucket of the name %s already; it belongs to %s"
                  .formatted(
                      bucket,
                      buckets
                          .find(bucket)
                          .map(Bucket::owner)
                          .map(this::accountName)
                          .orElse("nobody any more")));
      default -> e;
    };
  }
}
