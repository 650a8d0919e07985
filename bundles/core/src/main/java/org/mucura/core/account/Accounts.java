package org.mucura.core.account;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.mucura.core.cache.TimedCache;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.key.SealedSecret;
import org.mucura.core.key.SecretSealer;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.store.Stores;
import org.mucura.spi.auth.Policy;
import org.mucura.spi.auth.Principal;
import org.mucura.spi.auth.SecretKeys;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The accounts and their access keys. What it is asked for may be as old as the cache lifetime when
 * another gateway changed it; what this gateway changed is seen at once.
 *
 * <p>Threads: all methods may be called at once by any number of threads.
 */
@Component(service = {Accounts.class, SecretKeys.class})
public final class Accounts implements SecretKeys {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  /** Some hundred bytes each. */
  private static final int CACHED_MAX = 20_000;

  private final AccountStore store;
  private final InstantSource clock;
  private final Identifiers identifiers = new Identifiers();
  private final TimedCache<String, Optional<AccountRecord>> accounts;
  private final SecretSealer sealer;
  private final TimedCache<String, Optional<UsableKey>> keys;

  /** An access key with its secret, as it is cached. */
  private record UsableKey(AccessKey key, String secret) {

    /** Says nothing of the secret. */
    @Override
    public String toString() {
      return "UsableKey[" + key + "]";
    }
  }

  @Activate
  public Accounts(
      @Reference Stores stores, @Reference CurrentSettings settings, @Reference MasterKeys keys) {
    this(new RecordStore(stores.metadata()), settings, keys, InstantSource.system());
  }

  Accounts(
      RecordStore records, CurrentSettings settings, MasterKeys masterKeys, InstantSource clock) {
    this.sealer = new SecretSealer(masterKeys);
    this.store = new AccountStore(records);
    this.clock = clock;
    this.accounts = new TimedCache<>(() -> settings.get().cacheLifetime(), CACHED_MAX, clock);
    this.keys = new TimedCache<>(() -> settings.get().cacheLifetime(), CACHED_MAX, clock);
  }

  /**
   * Makes an account without keys.
   *
   * @param name 1 to 64 letters, digits and {@code . _ @ -}, the first a letter or a digit; case
   *     counts
   * @throws IllegalArgumentException for another form, or if an account has that name
   */
  public Account create(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "An account's name has 1 to 64 letters, digits and . _ @ -, and begins with a letter or"
              + " a digit: "
              + name);
    }
    Account account = unnamed(name);
    if (!store.createName(account) && !(store.clearRemoved(name) && store.createName(account))) {
      store.removeAccount(account.id());
      throw new IllegalArgumentException("There is an account of the name " + name + " already.");
    }
    accounts.forget(account.id());
    return account;
  }

  private Account unnamed(String name) {
    while (true) {
      Account account =
          new Account(
              identifiers.accountId(), identifiers.canonicalId(), name, State.ACTIVE, now());
      if (store.createAccount(new AccountRecord(account, Fields.NONE))) {
        return account;
      }
    }
  }

  /** The account of this name, as it is now. */
  public Optional<Account> byName(String name) {
    return store.idOfName(name).flatMap(store::account).map(AccountRecord::account);
  }

  public Optional<Account> byId(String id) {
    return accounts.get(id, store::account, found -> true).map(AccountRecord::account);
  }

  /**
   * Accounts in the order of their names' UTF-8 bytes, as they are now.
   *
   * @param afterName only those behind it; empty to begin
   * @param limit 1 or more; fewer accounts mean that there are no more
   */
  public List<Account> list(String afterName, int limit) {
    return store.accounts(store.ids(afterName, limit)).stream()
        .map(AccountRecord::account)
        .toList();
  }

  /**
   * Refuses all requests of the account from now on, on other gateways after the cache lifetime.
   *
   * @throws IllegalArgumentException if there is no such account
   */
  public void suspend(String id) {
    change(id, State.SUSPENDED);
  }

  /**
   * Undoes {@link #suspend}.
   *
   * @throws IllegalArgumentException if there is no such account
   */
  public void resume(String id) {
    change(id, State.ACTIVE);
  }

  private void change(String id, State state) {
    try {
      if (!store.changeAccount(id, account -> account.with(state))) {
        throw noSuchAccount(id);
      }
    } finally {
      accounts.forget(id);
    }
  }

  /**
   * Refuses all requests of the account from now on, on other gateways after the cache lifetime, as
   * the first step of its deletion. {@link #suspend} and {@link #resume} take it back.
   *
   * @throws IllegalArgumentException if there is no such account
   */
  public void beginDeletion(String id) {
    change(id, State.DELETING);
  }

  /**
   * Ends an account whose deletion has begun: its name is free, and no key of it lives. What it
   * owns must have been handed over. May be repeated.
   *
   * @return false if it has been suspended or resumed meanwhile, so that it stays
   */
  public boolean finishDeletion(Account account) {
    try {
      if (!store.removeDeleting(account.id())) {
        return false;
      }
    } finally {
      accounts.forget(account.id());
    }
    clearDeleted(account.name());
    return true;
  }

  /**
   * Removes what an interrupted {@link #finishDeletion} left of the account of this name.
   *
   * @return whether there was something
   */
  public boolean clearDeleted(String name) {
    return store.clearRemoved(name);
  }

  /**
   * Makes an access key with which everything of the account may be done.
   *
   * @throws IllegalArgumentException if there is no such account, or it is being deleted
   */
  public NewAccessKey createKey(String accountId) {
    Account account =
        store
            .account(accountId)
            .map(AccountRecord::account)
            .orElseThrow(() -> noSuchAccount(accountId));
    if (account.state() == State.DELETING) {
      throw new IllegalArgumentException("The account " + account.name() + " is being deleted.");
    }
    AccessKey key = new AccessKey(identifiers.keyId(), accountId, State.ACTIVE, now());
    NewAccessKey created = new NewAccessKey(key, identifiers.secret());
    SealedSecret sealed = sealer.seal(key.id(), created.secret());
    store.createKey(new AccessKeyRecord(key, sealed, Fields.NONE));
    keys.forget(key.id());
    return created;
  }

  /** The keys of an account in the order of their ids, as they are now. */
  public List<AccessKey> keys(String accountId) {
    return store.keys(accountId).stream().map(AccessKeyRecord::key).toList();
  }

  /**
   * Refuses requests with this key from now on, on other gateways after the cache lifetime.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public void suspendKey(String keyId) {
    changeKey(keyId, State.SUSPENDED);
  }

  /**
   * Undoes {@link #suspendKey}.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public void resumeKey(String keyId) {
    changeKey(keyId, State.ACTIVE);
  }

  private void changeKey(String keyId, State state) {
    try {
      if (!store.changeKey(keyId, key -> key.with(state))) {
        throw noSuchKey(keyId);
      }
    } finally {
      keys.forget(keyId);
    }
  }

  /**
   * Ends a key for good, on other gateways after the cache lifetime.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public void revokeKey(String keyId) {
    try {
      if (!store.removeKey(keyId)) {
        throw noSuchKey(keyId);
      }
    } finally {
      keys.forget(keyId);
    }
  }

  @Override
  public Optional<SecretKey> find(String accessKeyId) {
    if (!Identifiers.isKeyId(accessKeyId)) {
      return Optional.empty();
    }
    return keys.get(accessKeyId, this::usable, found -> true)
        .filter(known -> known.key().state() == State.ACTIVE)
        .filter(known -> isActive(known.key().account()))
        .map(known -> new SecretKey(known.secret(), principal(known.key())));
  }

  private Optional<UsableKey> usable(String keyId) {
    return store
        .key(keyId)
        .map(found -> new UsableKey(found.key(), sealer.open(keyId, found.secret())));
  }

  private boolean isActive(String accountId) {
    return byId(accountId).filter(account -> account.state() == State.ACTIVE).isPresent();
  }

  private static Principal principal(AccessKey key) {
    return new Principal(
        key.account(),
        key.id(),
        Set.of(),
        Set.of(),
        List.of(Policy.ALL),
        List.of(),
        Optional.empty());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static IllegalArgumentException noSuchAccount(String id) {
    return new IllegalArgumentException("There is no account " + id + ".");
  }

  private static IllegalArgumentException noSuchKey(String id) {
    return new IllegalArgumentException("There is no access key " + id + ".");
  }
}
