package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.mucura.core.account.AccessKey;

/** {@code mucura:key-list}. */
@Service
@Command(
    scope = "mucura",
    name = "key-list",
    description = "Lists the access keys of an account, without their secrets")
@SuppressWarnings("NullAway.Init")
public final class ListKeys extends AccountAction {

  @Argument(name = "account", description = "The account's name", required = true)
  @Completion(AccountNameCompleter.class)
  String account;

  @Override
  void act() {
    ShellTable table = new ShellTable().emptyTableText("The account has no access keys");
    table.column("Access key");
    table.column("State");
    table.column("Created");
    for (AccessKey key : accounts.keys(account(account).id())) {
      table.addRow().addContent(key.id(), key.state(), key.created());
    }
    table.print(session.getConsole());
  }
}
