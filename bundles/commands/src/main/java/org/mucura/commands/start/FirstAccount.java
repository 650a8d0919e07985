package org.mucura.commands.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.mucura.commands.file.KeyFiles;
import org.mucura.core.S3Exception;
import org.mucura.core.account.Account;
import org.mucura.core.account.Accounts;
import org.mucura.core.key.MasterKeyException;
import org.mucura.core.store.LayoutException;
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

  /** The configuration {@code org.mucura.commands.start}. */
  @ObjectClassDefinition(name = "Mucura start")
  @interface Config {

    @AttributeDefinition(
        description = "Name of the account that is made at the first start, or empty")
    String first_account() default "researcher";
  }

  @Activate
  public FirstAccount(
      Config config,
      @Reference StartCheck check,
      @Reference Accounts accounts,
      @Reference KeyFiles files)
      throws IOException {
    this(config.first_account(), accounts, files);
  }

  FirstAccount(String name, Accounts accounts, KeyFiles files) throws IOException {
    this.name = name;
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
  }

  /** The account's name; empty if there is to be none. */
  String name() {
    return name;
  }
}
