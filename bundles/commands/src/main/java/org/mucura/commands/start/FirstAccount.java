package org.mucura.commands.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.mucura.commands.file.KeyFiles;
import org.mucura.commands.gateway.Gateway;
import org.mucura.core.S3Exception;
import org.mucura.core.account.Account;
import org.mucura.core.account.Accounts;
import org.mucura.core.key.MasterKeyException;
import org.mucura.core.ownership.HomeBuckets;
import org.mucura.core.ownership.OwnershipException;
import org.mucura.core.store.LayoutException;
import org.mucura.http.Application;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account that a new gateway begins with, and the file with its key. It is made once: a file
 * that was removed later is not made again.
 */
@Component(
    service = FirstAccount.class,
    immediate = true,
    configurationPid = "org.mucura.commands.start")
@Designate(ocd = FirstAccount.Config.class)
public final class FirstAccount {

  private static final Logger LOG = LoggerFactory.getLogger(FirstAccount.class);

  private final String name;
  private final Homes homes;

  /** The configuration {@code org.mucura.commands.start}. */
  @ObjectClassDefinition(
      name = "First start",
      description =
          "What a new gateway begins with. A change makes that account at once, if there is none.")
  @interface Config {

    @AttributeDefinition(
        name = "First account",
        description =
            "Name of the account that is made, with its key in DIR/keys/NAME.env; empty for none",
        required = false)
    String first_account() default "researcher";
  }

  @Activate
  public FirstAccount(
      Config config,
      @Reference StartCheck check,
      @Reference Accounts accounts,
      @Reference KeyFiles files,
      @Reference HomeBuckets homes,
      @Reference(target = "(name=s3)") ServiceReference<Application> s3)
      throws IOException {
    this(config.first_account(), accounts, files, new Homes(homes, Gateway.region(s3)));
  }

  /** What gives accounts their home buckets. */
  record Homes(HomeBuckets buckets, String region) {}

  FirstAccount(String name, Accounts accounts, KeyFiles files, Homes homes) throws IOException {
    this.name = name;
    this.homes = homes;
    if (name.isEmpty() || (files.exists(name) && !files.isAnnounced(name))) {
      return;
    }
    try {
      make(accounts, files);
    } catch (MasterKeyException e) {
      throw new IllegalStateException(e.reason(), e);
    } catch (LayoutException e) {
      throw new IllegalStateException(e.reason(), e);
    } catch (S3Exception e) {
      throw new IllegalStateException(
          "cannot make the account "
              + name
              + ": the metadata store that etc/org.mucura.core.cfg names does not answer",
          e);
    }
  }

  private void make(Accounts accounts, KeyFiles files) throws IOException {
    Optional<Account> before = accounts.byName(name);
    boolean announced = files.isAnnounced(name);
    if (!announced && before.isPresent() && !accounts.keys(before.get().id()).isEmpty()) {
      return;
    }
    // an account without any key, or an announced key, was left by a start that ended too early
    Account account = before.isPresent() ? before.get() : accounts.create(name);
    if (!announced) {
      files.announce(name);
    }
    Path file = files.save(account, accounts.createKey(account.id()));
    LOG.info("made the account {}; its key is in {}", name, file);
    homes.buckets().nameFor(name).ifPresent(home -> giveHome(account, home));
  }

  /** A gateway starts without it: the administrator makes another one. */
  private void giveHome(Account account, String home) {
    try {
      homes.buckets().requireFree(home);
      homes.buckets().create(account, home, homes.region());
      LOG.info("the home bucket of the account {} is {}", name, home);
    } catch (OwnershipException | S3Exception e) {
      LOG.warn("the account {} has no home bucket: {}", name, e.getMessage(), e);
    }
  }

  /** The account's name; empty if there is to be none. */
  String name() {
    return name;
  }
}
