package org.mucura.commands;

import java.io.IOException;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.mucura.commands.file.KeyFiles;
import org.mucura.commands.gateway.Gateway;
import org.mucura.core.S3Exception;
import org.mucura.core.account.Account;
import org.mucura.core.ownership.HomeBuckets;
import org.mucura.core.ownership.OwnershipException;

/** {@code mucura:account-create}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "account-create",
    description = "Makes an account, and its home bucket if a setting or an option says so",
    detailedDescription =
        """
        The home bucket is named as home.bucket.name of DIR/etc/org.mucura.core.cfg says. \
        If that name is taken, nothing is made.

        Examples:
          mucura:account-create marie
          mucura:account-create --key-file --home-bucket marie-data marie
        """)
@SuppressWarnings("NullAway.Init")
public final class CreateAccount extends AccountAction {

  @Argument(
      name = "account",
      description =
          "The new account's name: 1 to 64 letters, digits and . _ @ -, a letter or digit first",
      required = true)
  String account;

  @Option(
      name = "--key-file",
      description = "Makes a first access key as well and keeps it in DIR/keys/<account>.env")
  boolean keyFile;

  @Option(name = "--home-bucket", description = "Makes a home bucket of this name")
  @Nullable String homeBucket;

  @Option(name = "--no-home-bucket", description = "Makes no home bucket, whatever the setting is")
  boolean noHomeBucket;

  @Reference KeyFiles files;
  @Reference HomeBuckets homes;
  @Reference Gateway gateway;

  @Override
  void act() throws IOException {
    if (accounts.byName(account).isPresent()) {
      throw new IllegalArgumentException(
          "there is an account of the name %1$s already; mucura:key-create %1$s makes it a further key"
              .formatted(account));
    }
    Optional<String> home = home();
    home.ifPresent(this::requireFree);
    Account created = accounts.create(account);
    say("made the account %s (%s)", created.name(), created.id());
    if (keyFile) {
      say("its key is in %s", files.save(created, accounts.createKey(created.id())));
    }
    home.ifPresent(name -> makeHome(created, name));
  }

  private Optional<String> home() {
    if (noHomeBucket) {
      return Optional.empty();
    }
    return homeBucket == null ? homes.nameFor(account) : Optional.of(homeBucket);
  }

  private void requireFree(String name) {
    try {
      homes.requireFree(name);
    } catch (OwnershipException e) {
      throw new IllegalStateException(
          e.getMessage() + "; nothing was made (--home-bucket NAME, or --no-home-bucket)", e);
    }
  }

  /** Somebody may have taken the name since it was looked for. */
  private void makeHome(Account owner, String name) {
    try {
      homes.create(owner, name, gateway.region());
    } catch (S3Exception e) {
      throw new IllegalStateException(
          "the account is made, but not its home bucket %s: %s (mucura:bucket-create BUCKET %s)"
              .formatted(name, reason(e), owner.name()),
          e);
    }
    say("its home bucket is %s", name);
  }
}
