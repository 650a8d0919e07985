package org.mucura.core.job;

import java.time.Instant;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/**
 * Who does a job, and when it is to be done next.
 *
 * @param holder the gateway that does it; empty if nobody does
 * @param until when that gateway, if it did not renew the lease, counts as gone
 * @param due before which no run begins
 * @param rest what a newer release wrote besides
 */
record JobLease(String holder, Instant until, Instant due, Fields rest) {

  /** Of a job that never ran. */
  static final JobLease NEW = new JobLease("", Instant.EPOCH, Instant.EPOCH, Fields.NONE);

  /** The one codec, which has no state. */
  static final RecordCodec<JobLease> CODEC = new Codec();

  JobLease heldBy(String gateway, Instant end) {
    return new JobLease(gateway, end, due, rest);
  }

  JobLease done(Instant next) {
    return new JobLease("", Instant.EPOCH, next, rest);
  }

  private static final class Codec implements RecordCodec<JobLease> {

    private static final int HOLDER = 1;
    private static final int UNTIL = 2;
    private static final int DUE = 3;
    private static final Set<Integer> KNOWN = Set.of(HOLDER, UNTIL, DUE);

    @Override
    public Fields write(JobLease lease) {
      return Fields.builder()
          .text(HOLDER, lease.holder())
          .number(UNTIL, lease.until().toEpochMilli())
          .number(DUE, lease.due().toEpochMilli())
          .unknown(lease.rest())
          .build();
    }

    @Override
    public JobLease read(Fields fields) {
      return new JobLease(
          fields.needText(HOLDER),
          Instant.ofEpochMilli(fields.needNumber(UNTIL)),
          Instant.ofEpochMilli(fields.needNumber(DUE)),
          fields.except(KNOWN));
    }
  }
}
