package org.mucura.commands;

import org.mucura.commands.output.Report;
import org.mucura.core.account.AccessKey;
import org.mucura.core.account.Account;

/** How accounts and their keys are listed, wherever they are. */
final class AccountReport {

  private AccountReport() {}

  static Report<Account> accounts() {
    return new Report<Account>("accounts", "There are no accounts")
        .column("Name", "name", Account::name)
        .column("Id", "id", Account::id)
        .member("canonicalId", Account::canonicalId)
        .column("State", "state", Account::state)
        .column("Created", "created", Account::created);
  }

  static Report<AccessKey> keys() {
    return new Report<AccessKey>("keys", "The account has no access keys")
        .column("Access key", "id", AccessKey::id)
        .column("State", "state", AccessKey::state)
        .column("Created", "created", AccessKey::created);
  }
}
