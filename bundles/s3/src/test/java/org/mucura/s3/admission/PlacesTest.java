package org.mucura.s3.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.Test;
import org.mucura.s3.operation.Work;

/** How places are shared, step by step. */
public class PlacesTest {

  private static final String NOBODY = Share.ANONYMOUS;

  @Test
  public void anAccountLeavesAQuarterToTheFirstRequestsOfOthers() {
    Places places = new Places(Work.WRITE, 8, 0);
    take(places, "a", 6);
    assertThat(places.take(entrant("a"))).isNull();
    take(places, "b", 1);
    assertThat(places.take(entrant("b"))).isNull();
    take(places, "c", 1);
    assertThat(places.take(entrant("d"))).isNull();
    assertThat(places.taken()).isEqualTo(8);
  }

  @Test
  public void aSinglePlaceIsForAll() {
    Places places = new Places(Work.WRITE, 1, 0);
    Place only = take(places, "a", 1).get(0);
    assertThat(places.take(entrant("b"))).isNull();
    places.release(only);
    take(places, "b", 1);
  }

  @Test
  public void aPlaceGoesToTheAccountThatHasFewest() {
    Places places = new Places(Work.WRITE, 8, 8);
    List<Place> many = take(places, "a", 6);
    Waiter another = queue(places, "a");
    take(places, "b", 1);
    Waiter second = queue(places, "b");
    places.release(many.get(0));
    assertThat(second.isDecided()).as("what is kept is for first requests").isFalse();
    places.release(many.get(1));
    assertThat(second.place()).isNotNull();
    assertThat(another.isDecided()).isFalse();
    places.release(many.get(2));
    assertThat(another.place()).isNotNull();
  }

  @Test
  public void accountsWithAsManyPlacesTakeTurns() {
    Places places = new Places(Work.WRITE, 1, 8);
    Place place = take(places, "a", 1).get(0);
    Waiter x1 = queue(places, "x");
    Waiter x2 = queue(places, "x");
    Waiter x3 = queue(places, "x");
    Waiter y1 = queue(places, "y");
    Waiter y2 = queue(places, "y");
    Waiter z1 = queue(places, "z");
    for (Waiter next : List.of(x1, y1, z1, x2, y2, x3)) {
      assertThat(next.isDecided()).isFalse();
      places.release(place);
      place = Objects.requireNonNull(next.place());
    }
  }

  @Test
  public void aFullLineMakesRoomForAnAccountWithFewerInIt() {
    Places places = full(4);
    List<Waiter> many =
        List.of(queue(places, "a"), queue(places, "a"), queue(places, "a"), queue(places, "a"));
    assertThat(places.queue(entrant("a"))).isNull();
    queue(places, "b");
    assertSentAway(many.get(3));
    queue(places, "c");
    assertSentAway(many.get(2));
    queue(places, "d");
    assertSentAway(many.get(1));
    assertThat(places.queue(entrant("e"))).as("all have one").isNull();
    assertThat(places.queue(entrant("b"))).isNull();
    assertThat(many.get(0).isDecided()).isFalse();
    assertThat(places.waiting()).isEqualTo(4);
  }

  @Test
  public void whomNobodyKnowsComesLast() {
    Places places = new Places(Work.READ, 4, 2);
    List<Place> unknown = take(places, NOBODY, 3);
    assertThat(places.take(entrant(NOBODY))).as("nothing is kept for them").isNull();
    Waiter stranger = queue(places, NOBODY);
    take(places, "a", 1);
    Waiter known = queue(places, "a");
    places.release(unknown.get(0));
    assertThat(known.isDecided()).isFalse();
    places.release(unknown.get(1));
    assertThat(known.place()).isNotNull();
    assertThat(stranger.isDecided()).isFalse();
  }

  @Test
  public void whomNobodyKnowsMakesRoomForEverybody() {
    Places places = full(2);
    Waiter known = queue(places, "a");
    Waiter stranger = queue(places, NOBODY);
    queue(places, "a");
    assertSentAway(stranger);
    assertThat(places.queue(entrant(NOBODY))).isNull();
    assertThat(known.isDecided()).isFalse();
  }

  @Test
  public void whoGivesUpLeavesTheLine() {
    Places places = new Places(Work.LONG, 1, 8);
    Place place = take(places, "a", 1).get(0);
    Waiter first = queue(places, "b");
    Waiter second = queue(places, "b");
    places.leave(first);
    places.leave(first);
    places.release(place);
    assertThat(first.place()).isNull();
    assertThat(second.place()).isNotNull();
    assertThat(places.waiting()).isZero();
  }

  @Test
  public void aPlaceIsReleasedOnce() {
    Places places = new Places(Work.LONG, 2, 8);
    List<Place> both = List.of(take(places, "a", 1).get(0), take(places, "b", 1).get(0));
    assertThat(places.release(both.get(0))).isTrue();
    assertThat(places.release(both.get(0))).isFalse();
    assertThat(places.taken()).isEqualTo(1);
  }

  @Test
  public void theBusiestAccountIsNamed() {
    Places places = new Places(Work.READ, 4, 8);
    take(places, "a", 1);
    take(places, "b", 2);
    queue(places, "b");
    assertThat(places.toString())
        .isEqualTo("of kind READ 3 are worked on and 1 wait, of account b alone 2 and 1");
  }

  /** Whatever comes in whatever order: the bounds hold, and nobody waits for what is free. */
  @Test
  public void aRandomHistoryKeepsTheRules() {
    for (int seed = 0; seed < 200; seed++) {
      new History(seed).go();
    }
  }

  private static final class History {

    private final Random random;
    private final int max;
    private final Places places;
    private final List<Place> held = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();

    History(int seed) {
      random = new Random(seed);
      max = 1 + random.nextInt(9);
      places = new Places(Work.READ, max, random.nextInt(6));
    }

    void go() {
      for (int step = 0; step < 300; step++) {
        step();
        collect();
        check();
      }
      waiters.forEach(places::leave);
      held.forEach(places::release);
      assertThat(List.of(places.taken(), places.waiting(), places.accounts())).containsOnly(0);
    }

    private void step() {
      if (random.nextInt(5) < 3) {
        Entrant entrant = entrant(List.of("a", "a", "a", "b", "c", NOBODY).get(random.nextInt(6)));
        Place place = places.take(entrant);
        Waiter waiter = place == null ? places.queue(entrant) : null;
        if (place != null) {
          held.add(place);
        } else if (waiter != null) {
          waiters.add(waiter);
        }
      } else if (!held.isEmpty() && random.nextInt(8) > 0) {
        places.release(held.remove(random.nextInt(held.size())));
      } else if (!waiters.isEmpty()) {
        places.leave(waiters.remove(random.nextInt(waiters.size())));
      }
    }

    private void collect() {
      for (Waiter waiter : List.copyOf(waiters)) {
        if (waiter.isDecided()) {
          waiters.remove(waiter);
          if (waiter.place() != null) {
            held.add(waiter.place());
          }
        }
      }
    }

    private void check() {
      assertThat(places.taken()).isEqualTo(held.size()).isLessThanOrEqualTo(max);
      assertThat(places.waiting()).isEqualTo(waiters.size());
      Map<String, Integer> counts = new HashMap<>();
      held.forEach(place -> counts.merge(place.account(), 1, Integer::sum));
      int open = max - max / 4;
      assertThat(counts.getOrDefault(NOBODY, 0)).isLessThanOrEqualTo(open);
      counts.values().forEach(count -> assertThat(count).isLessThanOrEqualTo(Math.max(open, 1)));
      for (Waiter waiter : waiters) {
        String account = waiter.entrant().account();
        boolean first = !counts.containsKey(account) && !account.equals(NOBODY);
        assertThat(held.size()).isGreaterThanOrEqualTo(first ? max : open);
      }
    }
  }

  private static Places full(int waitersMax) {
    Places places = new Places(Work.READ, 1, waitersMax);
    take(places, "other", 1);
    return places;
  }

  private static List<Place> take(Places places, String account, int count) {
    List<Place> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Place place = places.take(entrant(account));
      assertThat(place).as("%s's place %d", account, i).isNotNull();
      taken.add(Objects.requireNonNull(place));
    }
    return taken;
  }

  private static Waiter queue(Places places, String account) {
    assertThat(places.take(entrant(account))).as("a place for " + account).isNull();
    return Objects.requireNonNull(places.queue(entrant(account)));
  }

  private static void assertSentAway(Waiter waiter) {
    assertThat(waiter.isDecided()).isTrue();
    assertThat(waiter.place()).isNull();
  }

  private static Entrant entrant(String account) {
    return new Entrant(account, new StillClient(), AdmissionTest.admission(1, 0, 0));
  }
}
