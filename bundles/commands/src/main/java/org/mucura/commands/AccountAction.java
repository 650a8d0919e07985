package org.mucura.commands;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.account.Account;
import org.mucura.core.account.Accounts;
import org.mucura.core.key.MasterKeyException;

/** What the commands on accounts and keys have in common; Karaf sets the fields. */
@SuppressWarnings("NullAway.Init")
abstract class AccountAction implements Action {

  private static final int PAGE = 1000;

  @Reference Accounts accounts;
  @Reference Session session;

  @Override
  public final @Nullable Object execute() throws IOException {
    try {
      act();
      return null;
    } catch (MasterKeyException e) {
      throw new IllegalStateException(e.reason(), e);
    } catch (S3Exception e) {
      // in S3's words it asks a client to come again
      throw new IllegalStateException(
          "the metadata store does not answer; mucura:stores shows whether it is there, "
              + "DIR/data/log/mucura.log why not",
          e);
    }
  }

  /** Does what the command is for. */
  abstract void act() throws IOException;

  /** The account of this name. */
  final Account account(String name) {
    return accounts
        .byName(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no account is named " + name + "; mucura:account-list shows those there are"));
  }

  /** Changes the access key of this id. */
  final void ofKey(String id, Consumer<String> change) {
    try {
      change.accept(id);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "there is no access key " + id + "; mucura:key-list shows those of an account", e);
    }
  }

  final void forEachAccount(Consumer<Account> action) {
    String after = "";
    List<Account> page;
    do {
      page = accounts.list(after, PAGE);
      page.forEach(action);
      after = page.isEmpty() ? after : page.get(page.size() - 1).name();
    } while (page.size() == PAGE);
  }

  final void say(String format, Object... values) {
    session.getConsole().printf(format + "%n", values);
  }
}
