package org.mucura.core.account;

/**
 * An access key as it is handed to its user, once.
 *
 * @param secret 40 characters; not to be had again
 */
public record NewAccessKey(AccessKey key, String secret) {

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "NewAccessKey[" + key + "]";
  }
}
