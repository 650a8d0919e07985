package org.mucura.core.bucket;

import java.time.Instant;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/** A record that says only when it was written. */
final class TimeCodec implements RecordCodec<Instant> {

  private static final int AT = 1;

  @Override
  public Fields write(Instant at) {
    return Fields.builder().number(AT, at.toEpochMilli()).build();
  }

  @Override
  public Instant read(Fields fields) {
    return Instant.ofEpochMilli(fields.needNumber(AT));
  }
}
