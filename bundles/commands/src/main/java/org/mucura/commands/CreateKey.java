package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.core.account.NewAccessKey;
import org.mucura.wire.json.JsonObject;

/** {@code mucura:key-create}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "key-create",
    description = "Makes an access key and shows its secret, this once")
@SuppressWarnings("NullAway.Init")
public final class CreateKey extends AccountAction {

  @Argument(name = "account", description = "The account's name", required = true)
  @Completion(AccountNameCompleter.class)
  String account;

  @Option(name = "--json", description = JSON)
  boolean json;

  @Override
  void act() {
    NewAccessKey created = accounts.createKey(account(account).id());
    if (json) {
      say(
          "%s",
          new JsonObject()
              .with("id", created.key().id())
              .with("secret", created.secret())
              .with("account", account));
    } else {
      say("access key %s", created.key().id());
      say("secret     %s", created.secret());
    }
  }
}
