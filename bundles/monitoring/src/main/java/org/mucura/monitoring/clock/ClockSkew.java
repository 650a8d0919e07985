package org.mucura.monitoring.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mucura.http.EndedExchange;
import org.mucura.http.ExchangeObserver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices clients whose clock differs so much that their requests are refused, and says in the log,
 * now and then, by how much. If several clients differ alike it is likely that this gateway's clock
 * is the one that is wrong.
 */
@Component(service = {ExchangeObserver.class, ClockSkew.class})
public final class ClockSkew implements ExchangeObserver {

  private static final Logger LOG = LoggerFactory.getLogger(ClockSkew.class);

  /** So many clients are remembered: the others are not needed to tell what is wrong. */
  private static final int CLIENTS_MAX = 256;

  private static final Duration REMEMBERED = Duration.ofMinutes(15);

  /** So many clients that differ alike are no chance. */
  private static final int ALIKE_MIN = 3;

  /** What two clients that have the right time may differ by. */
  private static final Duration TOLERANCE = Duration.ofMinutes(2);

  private static final Duration REPORT_PAUSE = Duration.ofMinutes(5);

  private final Map<String, Sighting> clients = new LinkedHashMap<>();
  private Instant silentUntil = Instant.MIN;

  /** Whether the last line doubted the gateway's own clock: that does not wait. */
  private boolean doubtSaid;

  /**
   * A client's clock.
   *
   * @param ahead by how much it is ahead of this gateway's
   */
  private record Sighting(String client, Duration ahead, Instant at) {}

  /**
   * What is known.
   *
   * @param clients that were refused for their clock lately, as many as are remembered
   * @param secondsAhead by how much the clock of the latest one is ahead of the gateway's; negative
   *     if it is behind
   * @param ownClockDoubtful whether several clients differ alike
   */
  public record Status(int clients, long secondsAhead, boolean ownClockDoubtful) {}

  @Activate
  public ClockSkew() {}

  @Override
  public void ended(EndedExchange exchange) {
    Instant theirs = exchange.notes().clientTime();
    if (theirs != null) {
      String client = exchange.remote();
      saw(client, Duration.between(exchange.begin(), theirs), exchange.begin())
          .ifPresent(line -> LOG.warn("{}", line));
    }
  }

  /** A request was refused; returns what is to be said of it, if it is time for that. */
  synchronized Optional<String> saw(String client, Duration ahead, Instant now) {
    forgetOld(now);
    clients.remove(client);
    if (clients.size() >= CLIENTS_MAX) {
      clients.remove(clients.keySet().iterator().next());
    }
    Sighting sighting = new Sighting(client, ahead, now);
    clients.put(client, sighting);
    boolean doubtful = alike(sighting) >= ALIKE_MIN;
    if (now.isBefore(silentUntil) && (doubtSaid || !doubtful)) {
      return Optional.empty();
    }
    silentUntil = now.plus(REPORT_PAUSE);
    doubtSaid = doubtful;
    return Optional.of(describe(sighting));
  }

  /** What is known now. */
  public synchronized Status status(Instant now) {
    forgetOld(now);
    List<Sighting> all = new ArrayList<>(clients.values());
    if (all.isEmpty()) {
      return new Status(0, 0, false);
    }
    Sighting last = all.get(all.size() - 1);
    return new Status(all.size(), last.ahead().toSeconds(), alike(last) >= ALIKE_MIN);
  }

  private void forgetOld(Instant now) {
    Instant oldest = now.minus(REMEMBERED);
    Collection<Sighting> sightings = clients.values();
    sightings.removeIf(sighting -> sighting.at().isBefore(oldest));
  }

  /** How many clients have about the same time as this one, with itself. */
  private int alike(Sighting one) {
    int count = 0;
    for (Sighting other : clients.values()) {
      if (other.ahead().minus(one.ahead()).abs().compareTo(TOLERANCE) <= 0) {
        count++;
      }
    }
    return count;
  }

  private String describe(Sighting last) {
    String direction = last.ahead().isNegative() ? "behind" : "ahead of";
    String line =
        "the clock of client %s is %d s %s this gateway's: its requests are refused (RequestTimeTooSkewed)"
            .formatted(last.client(), last.ahead().abs().toSeconds(), direction);
    int alike = alike(last);
    return alike < ALIKE_MIN
        ? line
        : line
            + "; %d clients differ alike, so it is likely that this gateway's own clock is wrong: check its time service"
                .formatted(alike);
  }
}
