package org.mucura.core.reclaim;

import java.time.Instant;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/**
 * That somebody reads contents by the names of an earlier moment.
 *
 * @param since what is due from this time on is not reclaimed
 * @param until when the hold, if it is not renewed, counts as gone
 * @param rest what a newer release wrote besides
 */
record HoldRecord(Instant since, Instant until, Fields rest) {

  /** The one codec, which has no state. */
  static final RecordCodec<HoldRecord> CODEC = new Codec();

  HoldRecord until(Instant end) {
    return new HoldRecord(since, end, rest);
  }

  private static final class Codec implements RecordCodec<HoldRecord> {

    private static final int SINCE = 1;
    private static final int UNTIL = 2;
    private static final Set<Integer> KNOWN = Set.of(SINCE, UNTIL);

    @Override
    public Fields write(HoldRecord hold) {
      return Fields.builder()
          .number(SINCE, hold.since().toEpochMilli())
          .number(UNTIL, hold.until().toEpochMilli())
          .unknown(hold.rest())
          .build();
    }

    @Override
    public HoldRecord read(Fields fields) {
      return new HoldRecord(
          Instant.ofEpochMilli(fields.needNumber(SINCE)),
          Instant.ofEpochMilli(fields.needNumber(UNTIL)),
          fields.except(KNOWN));
    }
  }
}
