package org.mucura.commands;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.mucura.core.account.Account;
import org.mucura.core.account.Accounts;

/** What the commands on accounts and keys have in common. */
@SuppressWarnings("NullAway.Init")
abstract class AccountAction extends AdminAction {

  static final int PAGE = 1000;

  @Reference Accounts accounts;

  /** The account of this name. */
  final Account account(String name) {
    return accounts
        .byName(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no account is named " + name + "; mucura:account-list shows those there are"));
  }

  /** The name of the account of this id; the id if there is no such account any more. */
  final String accountName(String id) {
    return accounts.byId(id).map(Account::name).orElse(id);
  }

  /** Changes the access key of this id. */
  final void ofKey(String id, Consumer<String> change) {
    try {
      change.accept(id);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "there is no access key " + id + "; mucura:key-list shows those of an account", e);
    }
  }

  final void forEachAccount(Consumer<Account> action) {
    forEach(after -> accounts.list(after, PAGE), Account::name, action);
  }

  /**
   * All that there is.
   *
   * @param pageBehind those behind a name, {@link #PAGE} of them if there are so many
   */
  static <T> void forEach(
      Function<String, List<T>> pageBehind, Function<T, String> name, Consumer<T> action) {
    String after = "";
    List<T> page;
    do {
      page = pageBehind.apply(after);
      page.forEach(action);
      after = page.isEmpty() ? after : name.apply(page.get(page.size() - 1));
    } while (page.size() == PAGE);
  }
}
