package org.mucura.commands;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.commands.output.Report;
import org.mucura.core.account.Account;

/** {@code mucura:account-list}. */
@Service
@Command(scope = "mucura", name = "account-list", description = "Lists the accounts")
public final class ListAccounts extends AccountAction {

  @Option(name = "--json", description = JSON)
  boolean json;

  @Override
  void act() {
    Report<Account> report = AccountReport.accounts();
    forEachAccount(report::add);
    report.print(out(), json);
  }
}
