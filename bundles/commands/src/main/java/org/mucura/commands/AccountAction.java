package org.mucura.commands;

import java.util.List;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.mucura.core.account.Account;
import org.mucura.core.account.Accounts;

/** What the commands on accounts and keys have in common; Karaf sets the fields. */
@SuppressWarnings("NullAway.Init")
abstract class AccountAction implements Action {

  private static final int PAGE = 1000;

  @Reference Accounts accounts;
  @Reference Session session;

  /** The account of this name. */
  final Account account(String name) {
    return accounts
        .byName(name)
        .orElseThrow(() -> new IllegalArgumentException("no account is named " + name));
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
