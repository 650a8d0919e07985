package org.mucura.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;
import org.mucura.core.format.RecordStore;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.UncertainMetadataStore;
import org.mucura.core.testing.UncertainMetadataStore.Fault;
import org.mucura.metadata.memory.MemoryMetadataStore;

public class JobRunnerTest {

  private static final Duration INTERVAL = Duration.ofMinutes(10);

  private final UncertainMetadataStore store =
      new UncertainMetadataStore(new MemoryMetadataStore());
  private final ManualClock clock = new ManualClock();
  private final Count here = new Count(3);
  private final Count there = new Count(3);
  private final JobRunner gateway = runner(here);
  private final JobRunner otherGateway = runner(there);

  private JobRunner runner(Job... jobs) {
    return new JobRunner(List.of(jobs), new RecordStore(store), clock);
  }

  @Test
  public void runsStepsToTheEndAndAgainAfterTheInterval() {
    assertThat(gateway.round()).isTrue();
    assertThat(gateway.round()).isTrue();
    assertThat(gateway.round()).isFalse();
    assertThat(gateway.round()).isFalse();
    assertThat(here.steps).isEqualTo(3);

    clock.advance(INTERVAL);

    assertThat(gateway.round()).isTrue();
    assertThat(here.steps).isEqualTo(4);
  }

  @Test
  public void oneGatewayAtATime() {
    gateway.round();
    otherGateway.round();
    gateway.round();
    gateway.round();
    otherGateway.round();

    assertThat(here.steps).isEqualTo(3);
    assertThat(there.steps).isZero();
    clock.advance(INTERVAL);
    otherGateway.round();
    gateway.round();
    assertThat(there.steps).isEqualTo(1);
    assertThat(here.steps).isEqualTo(3);
  }

  @Test
  public void aLeaseIsRenewedAsLongAsThereIsWork() {
    Count endless = new Count(Integer.MAX_VALUE);
    JobRunner busy = runner(endless);
    for (int i = 0; i < 20; i++) {
      busy.round();
      otherGateway.round();
      clock.advance(JobTurn.LEASE.dividedBy(3));
    }

    assertThat(endless.steps).isEqualTo(20);
    assertThat(there.steps).isZero();
  }

  @Test
  public void anotherGatewayTakesOverFromADeadOne() {
    gateway.round();
    otherGateway.round();
    assertThat(there.steps).isZero();

    clock.advance(JobTurn.LEASE);
    otherGateway.round();

    assertThat(there.steps).isEqualTo(1);
  }

  @Test
  public void whoComesBackLateFindsItsLeaseTaken() {
    gateway.round();
    clock.advance(JobTurn.LEASE);
    otherGateway.round();
    gateway.round();
    gateway.round();

    assertThat(here.steps).isEqualTo(1);
    assertThat(here.lost).isEqualTo(1);
    assertThat(there.lost).isZero();
  }

  @Test
  public void whoCannotRenewItsLeaseLetsGo() {
    gateway.round();
    clock.advance(JobTurn.LEASE);
    store.set(Fault.DOWN);
    gateway.round();

    assertThat(here.steps).isEqualTo(1);
    assertThat(here.lost).isEqualTo(1);
  }

  @Test
  public void aFailingJobIsTriedAgainAndHindersNoOther() {
    Job failing =
        new Job() {
          @Override
          public String name() {
            return "failing";
          }

          @Override
          public Duration interval() {
            return INTERVAL;
          }

          @Override
          public boolean step() {
            throw new IllegalStateException("test");
          }
        };
    JobRunner both = runner(failing, here);

    both.round();
    both.round();

    assertThat(here.steps).isEqualTo(2);
  }

  @Test
  public void aStoreThatIsDownPutsJobsOff() {
    store.set(Fault.DOWN);
    assertThat(gateway.round()).isFalse();
    store.set(Fault.NONE);
    clock.advance(INTERVAL);

    assertThat(gateway.round()).isTrue();
    assertThat(here.steps).isEqualTo(1);
  }

  @Test
  public void jobsTakeTurns() {
    List<String> order = new ArrayList<>();
    Job one = named("one", order);
    Job two = named("two", order);
    JobRunner both = runner(one, two);

    both.round();
    both.round();

    assertThat(order).containsExactly("one", "two", "one", "two");
  }

  private static Job named(String name, List<String> order) {
    return new Job() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Duration interval() {
        return INTERVAL;
      }

      @Override
      public boolean step() {
        return order.add(name);
      }
    };
  }

  /** Has so many steps in each run. */
  private static final class Count implements Job {

    private final int stepsOfARun;
    private int steps;
    private int lost;

    Count(int stepsOfARun) {
      this.stepsOfARun = stepsOfARun;
    }

    @Override
    public String name() {
      return "count";
    }

    @Override
    public Duration interval() {
      return INTERVAL;
    }

    @Override
    public void lostLease() {
      lost++;
    }

    @Override
    public boolean step() {
      steps++;
      return steps % stepsOfARun != 0;
    }
  }
}
