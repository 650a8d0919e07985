package org.mucura.core.lease;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The use of a service. As long as a lease of it is open, a service that is being taken away stays
 * as it is, up to the end of the drain time. Whoever acquires a lease closes it, soon.
 *
 * <p>Threads: may be used and closed by any thread; closing twice is closing once.
 */
public final class Lease<T> implements AutoCloseable {

  private final Offer<T> offer;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Takes over one count of {@code offer}. */
  Lease(Offer<T> offer) {
    this.offer = offer;
  }

  /** The service, not to be used once the lease is closed. */
  public T service() {
    if (closed.get()) {
      throw new IllegalStateException("the lease of " + offer.name() + " is closed");
    }
    return offer.service();
  }

  /**
   * A further lease of the same service, to be closed on its own. Unlike a fresh one it is to be
   * had while the service drains, so work under way never waits for itself.
   */
  public Lease<T> share() {
    T unused = service();
    offer.retain();
    return new Lease<>(offer);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      offer.release();
    }
  }
}
