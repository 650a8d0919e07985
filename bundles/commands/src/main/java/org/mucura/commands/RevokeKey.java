package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code mucura:key-revoke}. */
@Service
@Parsing(AnyOrder.class)
@Command(scope = "mucura", name = "key-revoke", description = "Ends an access key for good")
@SuppressWarnings("NullAway.Init")
public final class RevokeKey extends AccountAction {

  @Argument(name = "key", description = "The access key's id", required = true)
  @Completion(AccessKeyCompleter.class)
  String key;

  @Override
  void act() {
    ofKey(key, accounts::revokeKey);
    say("%s is revoked", key);
  }
}
