package org.mucura.commands;

import java.io.IOException;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.mucura.commands.file.KeyFiles;
import org.mucura.core.account.Account;
import org.mucura.core.ownership.Ownership;
import org.mucura.core.ownership.OwnershipException;

/** {@code mucura:account-delete}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "account-delete",
    description = "Deletes an account and its access keys; its buckets go to another account",
    detailedDescription =
        """
        An account that has buckets is refused, unless --hand-over-to names who gets them. \
        Its keys are dead at once, on other gateways after two seconds; then its buckets are \
        handed over; then it is gone. If that is interrupted, the account is shown as DELETING: \
        the same command goes on, mucura:account-resume takes back what is not done yet.

        Examples:
          mucura:account-delete marie
          mucura:account-delete --hand-over-to pierre marie
        """)
@SuppressWarnings("NullAway.Init")
public final class DeleteAccount extends AccountAction {

  @Argument(name = "account", description = "The account's name", required = true)
  @Completion(AccountNameCompleter.class)
  String account;

  @Option(name = "--hand-over-to", description = "The account that gets the buckets of this one")
  @Completion(AccountNameCompleter.class)
  @Nullable String heir;

  @Reference Ownership ownership;
  @Reference KeyFiles files;

  @Override
  void act() throws IOException {
    if (accounts.byName(account).isEmpty() && accounts.clearDeleted(account)) {
      files.end(account);
      say("what was left of the account %s is deleted", account);
      return;
    }
    Account doomed = account(account);
    Optional<Account> to = heir == null ? Optional.empty() : Optional.of(account(heir));
    int handedOver = delete(doomed, to);
    files.end(account);
    String given =
        handedOver == 0 ? "" : ", and %s has %d bucket(s) of it".formatted(heir, handedOver);
    say("the account %s (%s) is deleted%s", doomed.name(), doomed.id(), given);
  }

  private int delete(Account doomed, Optional<Account> to) {
    try {
      return ownership.delete(doomed, to);
    } catch (OwnershipException e) {
      throw new IllegalStateException(
          to.isPresent()
              ? e.getMessage()
              : e.getMessage() + " (--hand-over-to ACCOUNT; mucura:account-show " + account + ")",
          e);
    }
  }
}
