package org.mucura.core.account;

import java.util.List;
import java.util.Optional;
import org.mucura.spi.auth.SecretKeys;

/**
 * The accounts and their access keys. What it is asked for may be as old as the cache lifetime when
 * another gateway changed it; what this gateway changed is seen at once.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
public class Accounts implements SecretKeys {

  /**
   * Makes an account without keys.
   *
   * @param name 1 to 64 letters, digits and {@code . _ @ -}, the first a letter or a digit; case
   *     counts
   * @throws IllegalArgumentException for another form, or if an account has that name
   */
  public Account create(String name) {
    throw new IllegalStateException();
  }

  public Optional<Account> byName(String name) {
    throw new IllegalStateException();
  }

  public Optional<Account> byId(String id) {
    throw new IllegalStateException();
  }

  /**
   * Accounts in the order of their names' UTF-8 bytes.
   *
   * @param afterName only those behind it; empty to begin
   * @param limit 1 or more; fewer accounts mean that there are no more
   */
  public List<Account> list(String afterName, int limit) {
    throw new IllegalStateException();
  }

  /**
   * Refuses all requests of the account from now on, on other gateways after the cache lifetime.
   *
   * @throws IllegalArgumentException if there is no such account; so do all methods below
   */
  public void suspend(String id) {
    throw new IllegalStateException();
  }

  /** Undoes {@link #suspend}. */
  public void resume(String id) {
    throw new IllegalStateException();
  }

  /**
   * Makes an access key with which everything of the account may be done.
   *
   * @throws IllegalArgumentException if there is no such account
   */
  public NewAccessKey createKey(String accountId) {
    throw new IllegalStateException();
  }

  /** The keys of an account in the order of their ids. */
  public List<AccessKey> keys(String accountId) {
    throw new IllegalStateException();
  }

  /**
   * Refuses requests with this key from now on, on other gateways after the cache lifetime.
   *
   * @throws IllegalArgumentException if there is no such key; so do the methods below
   */
  public void suspendKey(String keyId) {
    throw new IllegalStateException();
  }

  /** Undoes {@link #suspendKey}. */
  public void resumeKey(String keyId) {
    throw new IllegalStateException();
  }

  /** Ends a key for good. */
  public void revokeKey(String keyId) {
    throw new IllegalStateException();
  }

  @Override
  public Optional<SecretKey> find(String accessKeyId) {
    throw new IllegalStateException();
  }
}
