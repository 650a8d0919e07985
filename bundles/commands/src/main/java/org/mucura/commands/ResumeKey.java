package org.mucura.commands;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code mucura:key-resume}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "key-resume",
    description = "Lets a suspended access key work again")
@SuppressWarnings("NullAway.Init")
public final class ResumeKey extends AccountAction {

  @Argument(name = "key", description = "The access key's id", required = true)
  @Completion(AccessKeyCompleter.class)
  String key;

  @Override
  void act() {
    ofKey(key, accounts::resumeKey);
    say("%s is active", key);
  }
}
