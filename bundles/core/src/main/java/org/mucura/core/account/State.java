package org.mucura.core.account;

/** Whether an account or an access key may be used. */
public enum State {
  ACTIVE,
  /** Requests are refused until it is resumed; nothing it owns is lost. */
  SUSPENDED
}
