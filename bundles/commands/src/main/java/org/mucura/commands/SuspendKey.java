package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code mucura:key-suspend}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "key-suspend",
    description = "Refuses all requests with an access key until it is resumed")
@SuppressWarnings("NullAway.Init")
public final class SuspendKey extends AccountAction {

  @Argument(name = "key", description = "The access key's id", required = true)
  @Completion(AccessKeyCompleter.class)
  String key;

  @Override
  void act() {
    ofKey(key, accounts::suspendKey);
    say("%s is suspended", key);
  }
}
