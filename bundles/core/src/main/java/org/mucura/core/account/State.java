package org.mucura.core.account;

/** Whether an account or an access key may be used. */
public enum State {
  ACTIVE,
  /** Requests are refused until it is resumed; nothing it owns is lost. */
  SUSPENDED,
  /** Of an account: its deletion has begun. Requests are refused as if it was suspended. */
  DELETING
}
