package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code mucura:account-suspend}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "account-suspend",
    description = "Refuses all requests of an account until it is resumed")
@SuppressWarnings("NullAway.Init")
public final class SuspendAccount extends AccountAction {

  @Argument(name = "account", description = "The account's name", required = true)
  @Completion(AccountNameCompleter.class)
  String account;

  @Override
  void act() {
    accounts.suspend(account(account).id());
    say("%s is suspended", account);
  }
}
