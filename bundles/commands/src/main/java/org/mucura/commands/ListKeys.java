package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code mucura:key-list}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "key-list",
    description = "Lists the access keys of an account, without their secrets")
@SuppressWarnings("NullAway.Init")
public final class ListKeys extends AccountAction {

  @Argument(name = "account", description = "The account's name", required = true)
  @Completion(AccountNameCompleter.class)
  String account;

  @Option(name = "--json", description = JSON)
  boolean json;

  @Override
  void act() {
    AccountReport.keys().addAll(accounts.keys(account(account).id())).print(out(), json);
  }
}
