package org.mucura.core.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.spi.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job on this gateway: takes its lease when it is due, steps, renews, gives it back. */
final class JobTurn {

  /** How long a gateway that died keeps the others from its jobs; much longer than a step. */
  static final Duration LEASE = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(JobTurn.class);

  private final Job job;
  private final RecordStore records;
  private final String gateway;
  private final InstantSource clock;
  private final Bytes key;
  private Instant nextLook = Instant.EPOCH;
  private @Nullable Stored<JobLease> held;

  JobTurn(Job job, RecordStore records, String gateway, InstantSource clock) {
    this.job = job;
    this.records = records;
    this.gateway = gateway;
    this.clock = clock;
    this.key = KeyWriter.of(RecordType.JOB).text(job.name()).key();
  }

  boolean isSlow() {
    return job.isSlow();
  }

  /**
   * Does one step if it is this gateway's turn.
   *
   * @return whether the next step may follow at once
   */
  boolean take() {
    try {
      return holdsLease() && step();
    } catch (RuntimeException | LinkageError e) {
      // whatever a store or a step throws: the other jobs go on, and so does this one, later
      LOG.warn("job {} waits", job.name(), e);
      lose();
      nextLook = clock.instant().plus(job.interval());
      return false;
    }
  }

  private void lose() {
    if (held != null) {
      held = null;
      try {
        job.lostLease();
      } catch (RuntimeException e) {
        LOG.warn("job {} does not let go", job.name(), e);
      }
    }
  }

  /** Lets others do the job at once. */
  void stop() {
    if (held != null) {
      try {
        finish(clock.instant());
      } catch (RuntimeException e) {
        LOG.info("job {} is free in {}", job.name(), LEASE, e);
      }
    }
  }

  private boolean holdsLease() {
    Instant now = clock.instant();
    Stored<JobLease> lease = held;
    if (lease == null) {
      return !now.isBefore(nextLook) && isDue(now) && acquire(now);
    }
    boolean fresh = now.plus(LEASE.dividedBy(2)).isBefore(lease.value().until());
    return fresh || renew(lease, now);
  }

  private boolean renew(Stored<JobLease> lease, Instant now) {
    Swap<JobLease> swap = records.replace(lease, leaseFrom(lease.value(), now), JobLease.CODEC);
    if (swap instanceof Swap.Lost) {
      lose();
      return false;
    }
    return hold(swap);
  }

  private boolean isDue(Instant now) {
    boolean due = job.isDue();
    if (!due) {
      nextLook = now.plus(job.interval());
    }
    return due;
  }

  private boolean acquire(Instant now) {
    Optional<Stored<JobLease>> found = records.get(key, JobLease.CODEC);
    JobLease before = found.map(Stored::value).orElse(JobLease.NEW);
    Instant free = before.due().isAfter(before.until()) ? before.due() : before.until();
    if (now.isBefore(free)) {
      // no later than a lease's time, for a due date may be brought forward
      nextLook = free.isBefore(now.plus(LEASE)) ? free : now.plus(LEASE);
      return false;
    }
    return hold(records.put(key, leaseFrom(before, now), found, JobLease.CODEC));
  }

  private JobLease leaseFrom(JobLease before, Instant now) {
    return before.heldBy(gateway, now.plus(LEASE));
  }

  private boolean hold(Swap<JobLease> swap) {
    held = swap instanceof Swap.Done<JobLease> done ? done.stored() : null;
    return held != null;
  }

  private boolean step() {
    boolean more = false;
    try {
      more = job.step();
    } catch (RuntimeException e) {
      LOG.warn("job {} failed, tried again in {}", job.name(), job.interval(), e);
    }
    if (!more) {
      finish(clock.instant().plus(job.interval()));
    }
    return more;
  }

  private void finish(Instant next) {
    Stored<JobLease> lease = held;
    if (lease != null) {
      held = null;
      nextLook = next;
      records.replace(lease, lease.value().done(next), JobLease.CODEC);
    }
  }
}
