package org.mucura.commands;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.mucura.core.account.AccessKey;
import org.mucura.core.account.Accounts;

/** Completes the ids of access keys, those of the first hundred accounts. */
@Service
@SuppressWarnings("NullAway.Init")
public final class AccessKeyCompleter implements Completer {

  private static final int ACCOUNTS_MAX = 100;

  @Reference Accounts accounts;

  @Override
  public int complete(Session session, CommandLine line, List<String> candidates) {
    List<String> ids =
        accounts.list("", ACCOUNTS_MAX).stream()
            .flatMap(account -> accounts.keys(account.id()).stream())
            .map(AccessKey::id)
            .toList();
    return new StringsCompleter(ids).complete(session, line, candidates);
  }
}
