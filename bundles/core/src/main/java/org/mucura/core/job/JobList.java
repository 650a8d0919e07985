package org.mucura.core.job;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.store.Stores;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the jobs are at, for the administrator. */
@Component(service = JobList.class)
public final class JobList {

  /** There is a handful of them. */
  private static final int JOBS_MAX = 1_000;

  private final RecordStore records;
  private final InstantSource clock;

  @Activate
  public JobList(@Reference Stores stores) {
    this(new RecordStore(stores.metadata()), InstantSource.system());
  }

  JobList(RecordStore records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  /**
   * A job that ever ran.
   *
   * @param running whether a gateway does it now
   * @param due before which it is not done again; in the past if it may be at once
   */
  public record JobState(String name, boolean running, Instant due) {}

  /** All of them by name, as their records have them. */
  public List<JobState> list() {
    Instant now = clock.instant();
    return records.scan(RecordType.JOB.all(), JOBS_MAX, JobLease.CODEC).stream()
        .map(lease -> state(lease, now))
        .toList();
  }

  private static JobState state(Stored<JobLease> stored, Instant now) {
    JobLease lease = stored.value();
    String name = new KeyReader(RecordType.JOB, stored.key()).text();
    boolean running = !lease.holder().isEmpty() && now.isBefore(lease.until());
    return new JobState(name, running, lease.due());
  }
}
