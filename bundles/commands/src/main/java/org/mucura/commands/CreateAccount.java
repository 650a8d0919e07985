package org.mucura.commands;

import java.io.IOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.mucura.commands.file.KeyFiles;
import org.mucura.core.account.Account;

/** {@code mucura:account-create}. */
@Service
@Command(scope = "mucura", name = "account-create", description = "Makes an account")
@SuppressWarnings("NullAway.Init")
public final class CreateAccount extends AccountAction {

  @Argument(
      name = "account",
      description =
          "The new account's name: 1 to 64 letters, digits and . _ @ -, a letter or digit first",
      required = true)
  String account;

  @Option(
      name = "--key-file",
      description = "Makes a first access key as well and keeps it in DIR/keys/<account>.env")
  boolean keyFile;

  @Reference KeyFiles files;

  @Override
  void act() throws IOException {
    if (accounts.byName(account).isPresent()) {
      throw new IllegalArgumentException(
          "there is an account of the name %1$s already; mucura:key-create %1$s makes it a further key"
              .formatted(account));
    }
    Account created = accounts.create(account);
    say("made the account %s (%s)", created.name(), created.id());
    if (keyFile) {
      say("its key is in %s", files.save(created, accounts.createKey(created.id())));
    }
  }
}
