package org.mucura.commands;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.mucura.core.account.Account;
import org.mucura.core.account.Accounts;

/** Completes the names of accounts, the first thousand of them. */
@Service
@SuppressWarnings("NullAway.Init")
public final class AccountNameCompleter implements Completer {

  private static final int NAMES_MAX = 1000;

  @Reference Accounts accounts;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> names = accounts.list("", NAMES_MAX).stream().map(Account::name).toList();
    return new StringsCompleter(names).complete(session, line, candidates);
  }
}
