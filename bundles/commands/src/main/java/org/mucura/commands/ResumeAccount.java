package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code mucura:account-resume}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "account-resume",
    description = "Lets a suspended account work again")
@SuppressWarnings("NullAway.Init")
public final class ResumeAccount extends AccountAction {

  @Argument(name = "account", description = "The account's name", required = true)
  @Completion(AccountNameCompleter.class)
  String account;

  @Override
  void act() {
    accounts.resume(account(account).id());
    say("%s is active", account);
  }
}
