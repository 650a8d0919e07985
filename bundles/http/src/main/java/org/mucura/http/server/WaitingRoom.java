package org.mucura.http.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.mucura.http.routing.Exchange;
import org.mucura.http.routing.Route;
import org.mucura.http.routing.ServedApplication;

/**
 * Exchanges that wait for an application. They hold no thread; each leaves once, for an application
 * or because its time is over.
 */
final class WaitingRoom {

  private final int seatsMax;
  private final Duration patience;
  private final Desk desk;
  private final AtomicInteger taken = new AtomicInteger();
  private final Set<Seat> seats = ConcurrentHashMap.newKeySet();

  /** What is done with those who wait. None of it blocks. */
  interface Desk {

    /** The application for an exchange, leased, if there is one now. */
    Route lease(Exchange exchange);

    /** Has an exchange served on a thread of its own. */
    void serveLater(ServedApplication application, Exchange exchange);

    /** Answers that now is not the time. */
    void refuse(Exchange exchange);
  }

  WaitingRoom(int seatsMax, Duration patience, Desk desk) {
    this.seatsMax = seatsMax;
    this.patience = patience;
    this.desk = desk;
  }

  /** Takes an exchange in; false if the room is full. */
  boolean admit(Exchange exchange) {
    if (taken.incrementAndGet() > seatsMax) {
      taken.decrementAndGet();
      return false;
    }
    Seat seat = new Seat(exchange);
    seats.add(seat);
    seat.startTimer();
    // The application may have come after the look for it and before the seat was taken.
    seat.tryAgain();
    return true;
  }

  /** An application has come: tries again for everybody. */
  void tryAgain() {
    seats.forEach(Seat::tryAgain);
  }

  private final class Seat {

    private final Exchange exchange;
    private volatile Scheduler.@Nullable Task timer;

    Seat(Exchange exchange) {
      this.exchange = exchange;
    }

    /** After the seat is taken: one whose time is over at once could not leave before. */
    void startTimer() {
      Scheduler scheduler = exchange.request().getComponents().getScheduler();
      timer = scheduler.schedule(this::giveUp, patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void tryAgain() {
      if (desk.lease(exchange) instanceof ServedApplication application) {
        if (leave()) {
          stopTimer();
          desk.serveLater(application, exchange);
        } else {
          application.release();
        }
      }
    }

    private void stopTimer() {
      Scheduler.Task task = timer;
      if (task != null) {
        task.cancel();
      }
    }

    private void giveUp() {
      if (leave()) {
        desk.refuse(exchange);
      }
    }

    /** True for the one who gets to decide. */
    private boolean leave() {
      boolean left = seats.remove(this);
      if (left) {
        taken.decrementAndGet();
      }
      return left;
    }
  }
}
