package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.core.account.Account;
import org.mucura.core.ownership.Ownership;

/** {@code mucura:bucket-chown}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "bucket-chown",
    description = "Gives a bucket with all that it holds to another account",
    detailedDescription =
        """
        The former owner has no access to it any more, here at once, on other gateways after two seconds.
        """)
@SuppressWarnings("NullAway.Init")
public final class ChangeBucketOwner extends BucketAction {

  @Argument(name = "bucket", description = "The bucket's name", required = true)
  @Completion(BucketNameCompleter.class)
  String bucket;

  @Argument(index = 1, name = "account", description = "The new owner's name", required = true)
  @Completion(AccountNameCompleter.class)
  String account;

  @Reference Ownership ownership;

  @Override
  void act() {
    Account owner = account(account);
    ownership.handOver(bucket(bucket), owner);
    say("the bucket %s belongs to the account %s now", bucket, owner.name());
  }
}
