package org.mucura.core.ownership;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.mucura.core.account.Account;
import org.mucura.core.account.Accounts;
import org.mucura.core.account.State;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.BucketQuery;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.usage.Usage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Hands buckets over between accounts, and deletes accounts. Each step is one change of one record,
 * and whatever ends it midway the call may be repeated and goes on.
 *
 * <p>Every method may throw {@link org.mucura.core.S3Exception}. Threads: all methods may be called
 * at once by any number of threads.
 */
@Component(service = Ownership.class)
public final class Ownership {

  private static final int PAGE = 1_000;
  private static final BucketQuery FIRST_PAGE =
      new BucketQuery("", Optional.empty(), PAGE, Optional.empty());

  private final Accounts accounts;
  private final Buckets buckets;
  private final Usage usage;
  private final CurrentSettings settings;
  private final Pause pause;

  /** A wait, which tests replace. */
  interface Pause {

    void of(Duration time) throws InterruptedException;
  }

  @Activate
  public Ownership(
      @Reference Accounts accounts,
      @Reference Buckets buckets,
      @Reference Usage usage,
      @Reference CurrentSettings settings) {
    this(accounts, buckets, usage, settings, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
  }

  Ownership(
      Accounts accounts, Buckets buckets, Usage usage, CurrentSettings settings, Pause pause) {
    this.accounts = accounts;
    this.buckets = buckets;
    this.usage = usage;
    this.settings = settings;
    this.pause = pause;
  }

  /**
   * Gives a bucket to another account; its objects and uploads stay as they are.
   *
   * @throws OwnershipException if that account is being deleted
   */
  public void handOver(Bucket bucket, Account to) {
    requireLiving(to);
    String former = buckets.find(bucket.name()).map(Bucket::owner).orElse(bucket.owner());
    Bucket given = buckets.handOver(bucket, to.id());
    if (!former.equals(to.id())) {
      usage.handOver(given.id(), former, to.id());
    }
  }

  /**
   * Deletes an account. Its requests are refused from now on; one cache lifetime later, when no
   * gateway serves them any more, its buckets are handed over; then it is gone with all its keys,
   * and its name is free.
   *
   * @param heir who gets its buckets; without one it must not have any
   * @return how many buckets were handed over
   * @throws OwnershipException if there are buckets and no heir, and the account stays as it was;
   *     if the heir is no other living account; if the account was resumed meanwhile, so that it
   *     stays
   */
  public int delete(Account account, Optional<Account> heir) {
    if (heir.filter(other -> other.id().equals(account.id())).isPresent()) {
      throw new OwnershipException("an account cannot hand its buckets over to itself");
    }
    heir.ifPresent(this::requireLiving);
    List<Bucket> owned = firstPage(account);
    if (heir.isEmpty() && !owned.isEmpty()) {
      throw ownsBuckets(account, owned);
    }
    accounts.beginDeletion(account.id());
    awaitOthers(account);
    int handedOver = handOverAll(account, heir);
    if (!accounts.finishDeletion(account)) {
      throw new OwnershipException(
          "the account " + account.name() + " was suspended or resumed meanwhile, so it stays");
    }
    usage.removeAccount(account.id());
    if (heir.isPresent() && handedOver > 0 && !isLiving(heir.get())) {
      throw new OwnershipException(
          "the account %s is deleted, but %s, which got its buckets, is being deleted itself: hand them over once more"
              .formatted(account.name(), heir.get().name()));
    }
    return handedOver;
  }

  private int handOverAll(Account account, Optional<Account> heir) {
    int handedOver = 0;
    List<Bucket> page;
    do {
      page = firstPage(account);
      if (heir.isEmpty() && !page.isEmpty()) {
        takeBack(account);
        throw ownsBuckets(account, page);
      }
      for (Bucket bucket : page) {
        handOver(bucket, heir.orElseThrow());
        handedOver++;
      }
    } while (!page.isEmpty());
    return handedOver;
  }

  private void takeBack(Account account) {
    if (account.state() == State.SUSPENDED) {
      accounts.suspend(account.id());
    } else if (account.state() == State.ACTIVE) {
      accounts.resume(account.id());
    }
  }

  private List<Bucket> firstPage(Account account) {
    return buckets.list(account.id(), FIRST_PAGE).buckets();
  }

  private static OwnershipException ownsBuckets(Account account, List<Bucket> first) {
    String many = first.size() == 1 ? "a bucket" : first.size() + " buckets";
    return new OwnershipException(
        "the account %s has %s%s, %s: delete what it has first, or hand it over to another account"
            .formatted(
                account.name(),
                many,
                first.size() == PAGE ? " or more" : "",
                first.get(0).name() + (first.size() == 1 ? "" : " and others")));
  }

  private void requireLiving(Account account) {
    if (!isLiving(account)) {
      throw new OwnershipException("the account " + account.name() + " is being deleted");
    }
  }

  private boolean isLiving(Account account) {
    return accounts
        .byName(account.name())
        .filter(now -> now.id().equals(account.id()))
        .filter(now -> now.state() != State.DELETING)
        .isPresent();
  }

  /** Clocks of different machines may run a little differently. */
  private void awaitOthers(Account account) {
    Duration lifetime = settings.get().cacheLifetime();
    try {
      pause.of(lifetime.plus(lifetime.dividedBy(10)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      takeBack(account);
      throw new OwnershipException("interrupted; the account " + account.name() + " stays");
    }
  }
}
