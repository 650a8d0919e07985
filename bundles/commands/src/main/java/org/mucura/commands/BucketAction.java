package org.mucura.commands;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.BucketPage;
import org.mucura.core.bucket.BucketQuery;
import org.mucura.core.bucket.Buckets;

/** What the commands on buckets have in common. */
@SuppressWarnings("NullAway.Init")
abstract class BucketAction extends AccountAction {

  @Reference Buckets buckets;

  /** The bucket of this name. */
  final Bucket bucket(String name) {
    return buckets
        .find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no bucket is named " + name + "; mucura:bucket-list shows those there are"));
  }

  final void forEachBucket(Consumer<Bucket> action) {
    forEach(after -> buckets.all(after, PAGE), Bucket::name, action);
  }

  /** Those of the account of this id. */
  final void forEachBucketOf(String account, Consumer<Bucket> action) {
    Optional<String> next = Optional.empty();
    do {
      BucketPage page = buckets.list(account, new BucketQuery("", next, PAGE, Optional.empty()));
      page.buckets().forEach(action);
      next = page.next();
    } while (next.isPresent());
  }
}
