package org.mucura.commands;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code mucura:account-list}. */
@Service
@Command(scope = "mucura", name = "account-list", description = "Lists the accounts")
public final class ListAccounts extends AccountAction {

  @Override
  void act() {
    ShellTable table = new ShellTable().emptyTableText("There are no accounts");
    table.column("Name");
    table.column("Id");
    table.column("State");
    table.column("Created");
    forEachAccount(
        account ->
            table
                .addRow()
                .addContent(account.name(), account.id(), account.state(), account.created()));
    table.print(session.getConsole());
  }
}
