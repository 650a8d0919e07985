package org.mucura.s3.resource;

import java.io.IOException;
import org.mucura.core.account.Account;
import org.mucura.core.account.Accounts;
import org.mucura.s3.xml.XmlWriter;

/** Shows accounts as S3 shows owners. */
public final class Owners {

  private final Accounts accounts;

  public Owners(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The canonical id of an account. */
  String canonicalId(String account) {
    return accounts.byId(account).map(Account::canonicalId).orElse(account);
  }

  /** Writes an element with the canonical id of an account. */
  void write(XmlWriter xml, String element, String account) throws IOException {
    writeId(xml, element, canonicalId(account));
  }

  /** Writes an element with a canonical id. */
  static void writeId(XmlWriter xml, String element, String canonicalId) throws IOException {
    xml.open(element).element("ID", canonicalId).close(element);
  }
}
