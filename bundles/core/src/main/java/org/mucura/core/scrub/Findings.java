package org.mucura.core.scrub;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mucura.core.S3Exception;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.core.walk.Unreadable;
import org.mucura.spi.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is known to be damaged, as records: one for each store and place, no more than {@value
 * #LIMIT}. What is beyond that is in the log alone.
 */
final class Findings {

  /** How many are kept. */
  static final int LIMIT = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Findings.class);
  private static final int PLACE_LENGTH = 16;

  private final RecordStore records;
  private final FindingCodec codec = new FindingCodec();
  private int count;

  Findings(RecordStore records) {
    this.records = records;
  }

  /** The first of them; at most {@code limit}. */
  List<Finding> list(int limit) {
    return records.scan(RecordType.FINDING.all(), limit, codec).stream()
        .map(Stored::value)
        .toList();
  }

  /** Whether a pass saw something there already. */
  boolean has(Finding finding) {
    try {
      return records
          .get(key(finding), codec)
          .filter(known -> known.value().pass().equals(finding.pass()))
          .isPresent();
    } catch (CorruptRecordException | S3Exception e) {
      Unreadable.require(e);
      return false;
    }
  }

  /** Keeps it, and names it in the log if it is new; in the log alone if it cannot be kept. */
  void report(Finding finding) {
    try {
      keep(finding);
    } catch (CorruptRecordException | S3Exception e) {
      Unreadable.require(e);
      LOG.error("scrub: {}; the metadata where this was to be kept are damaged", finding, e);
    }
  }

  private void keep(Finding finding) {
    Bytes key = key(finding);
    Optional<Stored<Finding>> known = records.get(key, codec);
    if (known.isEmpty()) {
      LOG.error("scrub: {}", finding);
      if (isFull()) {
        LOG.warn("scrub: there are {} findings, this one is in the log alone", LIMIT);
        return;
      }
      count++;
    }
    Finding kept = known.map(stored -> stored.value().seenAgain(finding)).orElse(finding);
    // if somebody else was faster, it is there as well
    Swap<Finding> unused = records.put(key, kept, known, codec);
  }

  private boolean isFull() {
    if (count == 0) {
      count = list(LIMIT).size();
    }
    return count >= LIMIT;
  }

  /** Drops those of {@code gone}, and says so. */
  void drop(Predicate<Finding> gone) {
    try {
      dropAll(gone);
    } catch (CorruptRecordException | S3Exception e) {
      Unreadable.require(e);
      LOG.warn("scrub: former findings stay, for the metadata where they are kept are damaged", e);
    }
  }

  private void dropAll(Predicate<Finding> gone) {
    KeyRange range = RecordType.FINDING.all();
    for (Stored<Finding> stored : records.scan(range, LIMIT, codec)) {
      if (gone.test(stored.value()) && records.remove(stored)) {
        LOG.info("scrub: well again, or gone: {}", stored.value());
      }
    }
    count = 0;
  }

  private static Bytes key(Finding finding) {
    byte[] place = sha256(finding.place().getBytes(StandardCharsets.UTF_8));
    return KeyWriter.of(RecordType.FINDING)
        .text(finding.store())
        .raw(Bytes.wrap(Arrays.copyOf(place, PLACE_LENGTH)))
        .key();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }
}
