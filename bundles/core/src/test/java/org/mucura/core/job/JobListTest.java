package org.mucura.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.Test;
import org.mucura.core.format.RecordStore;
import org.mucura.core.job.JobList.JobState;
import org.mucura.core.testing.ManualClock;
import org.mucura.metadata.memory.MemoryMetadataStore;

public class JobListTest {

  private final RecordStore records = new RecordStore(new MemoryMetadataStore());
  private final ManualClock clock = new ManualClock();
  private final JobList list = new JobList(records, clock);

  /** Of two steps. */
  private static final class Twice implements Job {

    private int steps;

    @Override
    public String name() {
      return "twice";
    }

    @Override
    public Duration interval() {
      return Duration.ofHours(1);
    }

    @Override
    public boolean step() {
      steps++;
      return steps % 2 == 1;
    }
  }

  @Test
  public void tellsWhatIsDoneAndWhenItIsDoneAgain() {
    JobRunner runner = new JobRunner(List.of(new Twice()), records, clock);
    assertThat(list.list()).isEmpty();

    runner.round();
    assertThat(list.list()).hasSize(1).allMatch(JobState::running);

    runner.round();
    assertThat(list.list())
        .containsExactly(new JobState("twice", false, clock.instant().plus(Duration.ofHours(1))));

    clock.advance(Duration.ofHours(1));
    runner.round();
    clock.advance(JobTurn.LEASE);
    assertThat(list.list()).as("of a gateway that died").noneMatch(JobState::running);
  }
}
