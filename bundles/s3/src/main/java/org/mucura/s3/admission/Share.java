package org.mucura.s3.admission;

import java.util.ArrayDeque;
import java.util.Deque;

/** What one account has of the places of one kind of work, and waits for. */
final class Share {

  /** The account of all whom nobody knows. */
  static final String ANONYMOUS = "";

  private final String account;

  /** Places that it has. */
  int taken;

  /** Those who wait, first come first. */
  final Deque<Waiter> waiters = new ArrayDeque<>(0);

  Share(String account) {
    this.account = account;
  }

  String account() {
    return account;
  }

  boolean isAnonymous() {
    return account.equals(ANONYMOUS);
  }

  boolean isUnused() {
    return taken == 0 && waiters.isEmpty();
  }

  /** Whether this is to be served before another one whose turn came earlier. */
  boolean precedes(Share other) {
    return isAnonymous() == other.isAnonymous() ? taken < other.taken : other.isAnonymous();
  }

  /** Whether more is waited for here than there, so that this has to make room first. */
  boolean crowdsMoreThan(Share other) {
    return isAnonymous() == other.isAnonymous()
        ? waiters.size() > other.waiters.size()
        : isAnonymous();
  }
}
