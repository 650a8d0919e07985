package org.mucura.core.scrub;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.scrub.ScrubStatus.Count;
import org.mucura.core.walk.WalkPlace;
import org.mucura.spi.Bytes;

/**
 * How far a pass has come.
 *
 * @param place where in the records it is
 * @param blobs how many it has read
 * @param bytes how many they were
 * @param scrubbed the stores that scrubbed themselves
 * @param skipped the stores of which something was not looked at, for they were not there; with an
 *     empty name if records could not be read
 */
record Pass(
    Instant began,
    WalkPlace place,
    long blobs,
    long bytes,
    Set<String> scrubbed,
    Set<String> skipped) {

  private static final int BEGAN = 1;
  private static final int TYPE = 2;
  private static final int AFTER = 3;
  private static final int PARTS = 4;
  private static final int BLOBS = 5;
  private static final int BYTES = 6;
  private static final int SCRUBBED = 7;
  private static final int SKIPPED = 8;
  private static final int OF = 9;

  Pass {
    scrubbed = Set.copyOf(scrubbed);
    skipped = Set.copyOf(skipped);
  }

  /** Begun as records can say it: by its beginning a pass knows its findings again. */
  static Pass begun(Instant now) {
    return new Pass(
        now.truncatedTo(ChronoUnit.MILLIS), WalkPlace.BEGINNING, 0, 0, Set.of(), Set.of());
  }

  Count count() {
    return new Count(began, blobs, bytes, skipped);
  }

  Fields write() {
    Fields.Builder fields =
        Fields.builder()
            .number(BEGAN, began.toEpochMilli())
            .number(TYPE, place.type())
            .bytes(AFTER, place.after())
            .number(PARTS, place.parts())
            .bytes(OF, place.of())
            .number(BLOBS, blobs)
            .number(BYTES, bytes);
    scrubbed.forEach(name -> fields.text(SCRUBBED, name));
    skipped.forEach(name -> fields.text(SKIPPED, name));
    return fields.build();
  }

  static Pass read(Fields fields) {
    return new Pass(
        Instant.ofEpochMilli(fields.needNumber(BEGAN)),
        new WalkPlace(
            Math.toIntExact(fields.needNumber(TYPE)),
            fields.needBytes(AFTER),
            Math.toIntExact(fields.needNumber(PARTS)),
            fields.bytes(OF).orElse(Bytes.EMPTY)),
        fields.needNumber(BLOBS),
        fields.needNumber(BYTES),
        Set.copyOf(fields.texts(SCRUBBED)),
        Set.copyOf(fields.texts(SKIPPED)));
  }
}
