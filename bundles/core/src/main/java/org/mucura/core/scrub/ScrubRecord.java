package org.mucura.core.scrub;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordType;
import org.mucura.core.scrub.ScrubStatus.Ended;
import org.mucura.spi.Bytes;

/**
 * The one record that tells what the scrub is at.
 *
 * @param requested whether somebody wants a pass at once
 * @param pass that is under way
 * @param last the pass that ended last
 * @param ended when that was
 * @param rest what a newer release wrote besides
 */
record ScrubRecord(
    boolean requested, Optional<Pass> pass, Optional<Pass> last, Instant ended, Fields rest) {

  /** Nothing was ever scrubbed. */
  static final ScrubRecord NONE =
      new ScrubRecord(false, Optional.empty(), Optional.empty(), Instant.EPOCH, Fields.NONE);

  static final Bytes KEY = KeyWriter.of(RecordType.SCRUB).key();

  /** The one codec, which has no state. */
  static final RecordCodec<ScrubRecord> CODEC = new Codec();

  ScrubRecord request() {
    return new ScrubRecord(true, pass, last, ended, rest);
  }

  ScrubRecord with(Pass now) {
    return new ScrubRecord(requested && pass.isPresent(), Optional.of(now), last, ended, rest);
  }

  ScrubRecord ended(Pass whole, Instant now) {
    return new ScrubRecord(requested, Optional.empty(), Optional.of(whole), now, rest);
  }

  ScrubStatus status() {
    return new ScrubStatus(
        pass.map(Pass::count), requested, last.map(whole -> new Ended(whole.count(), ended)));
  }

  private static final class Codec implements RecordCodec<ScrubRecord> {

    private static final int REQUESTED = 1;
    private static final int PASS = 2;
    private static final int LAST = 3;
    private static final int ENDED = 4;
    private static final Set<Integer> KNOWN = Set.of(REQUESTED, PASS, LAST, ENDED);

    @Override
    public Fields write(ScrubRecord record) {
      Fields.Builder fields = Fields.builder().flag(REQUESTED, record.requested());
      record.pass().ifPresent(pass -> fields.fields(PASS, pass.write()));
      record.last().ifPresent(last -> fields.fields(LAST, last.write()));
      fields.number(ENDED, record.ended().toEpochMilli());
      return fields.unknown(record.rest()).build();
    }

    @Override
    public ScrubRecord read(Fields fields) {
      return new ScrubRecord(
          fields.flag(REQUESTED),
          fields.fields(PASS).map(Pass::read),
          fields.fields(LAST).map(Pass::read),
          Instant.ofEpochMilli(fields.needNumber(ENDED)),
          fields.except(KNOWN));
    }
  }
}
