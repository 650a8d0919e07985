package org.mucura.http.routing;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.mucura.http.Application;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An application with the count of those that use it: the registry for as long as it is registered,
 * and each of its requests until it is answered. Nobody gets it once the count is zero.
 */
public final class ServedApplication implements Route {

  private static final Logger LOG = LoggerFactory.getLogger(ServedApplication.class);

  /** How long requests that were cut may take to notice. */
  private static final Duration AFTER_CUT = Duration.ofSeconds(5);

  private final String name;
  private final Application application;
  private final AtomicInteger users = new AtomicInteger(1);
  private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();
  private final CountDownLatch unused = new CountDownLatch(1);

  ServedApplication(String name, Application application) {
    this.name = name;
    this.application = application;
  }

  /** Takes the application for one request; false if it is gone. */
  boolean lease() {
    int count = users.get();
    while (count > 0 && !users.compareAndSet(count, count + 1)) {
      count = users.get();
    }
    return count > 0;
  }

  /**
   * Has the exchange answered by this application and gives the lease back when that is done, also
   * when this method fails.
   *
   * @return whether the application took the exchange; if not, the callback is still to be
   *     completed
   */
  public boolean serve(Exchange exchange) throws Exception {
    exchanges.add(exchange);
    boolean taken = false;
    try {
      taken = application.handle(exchange.request(), exchange.response(), returning(exchange));
    } finally {
      if (!taken) {
        giveBack(exchange);
      }
    }
    return taken;
  }

  private Callback returning(Exchange exchange) {
    return new Callback.Nested(exchange.callback()) {
      @Override
      public void completed() {
        giveBack(exchange);
      }
    };
  }

  private void giveBack(Exchange exchange) {
    // An application that fails after it completed the callback would give back twice.
    if (exchanges.remove(exchange)) {
      release();
    }
  }

  /** Gives a lease back that was not used. */
  public void release() {
    if (users.decrementAndGet() == 0) {
      unused.countDown();
    }
  }

  /**
   * Ends the registry's own use and waits for the requests; those that take longer than the bound
   * are cut.
   */
  void retire(Duration bound) {
    release();
    try {
      if (!unused.await(bound.toNanos(), TimeUnit.NANOSECONDS)) {
        cut(bound);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void cut(Duration bound) throws InterruptedException {
    LOG.warn(
        "{} requests of application {} were not answered within {} s of its leaving: cut",
        exchanges.size(),
        name,
        bound.toSeconds());
    TimeoutException cause = new TimeoutException("application " + name + " has left");
    exchanges.forEach(exchange -> exchange.cut(cause));
    if (!unused.await(AFTER_CUT.toNanos(), TimeUnit.NANOSECONDS)) {
      LOG.error("{} requests of application {} do not end", exchanges.size(), name);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
