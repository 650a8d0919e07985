package org.mucura.core.fsck;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mucura.core.S3Exception;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.walk.Naming;
import org.mucura.core.walk.RecordReader;
import org.mucura.core.walk.Unreadable;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.Entry;

/**
 * Reads all records of all types. Those that name contents are understood by whoever follows the
 * names; of the others it is looked whether they are records at all.
 */
final class RecordCheck {

  private final RecordStore records;
  private final Findings findings;
  private final Map<Character, Long> counts = new TreeMap<>();

  RecordCheck(RecordStore records, Findings findings) {
    this.records = records;
    this.findings = findings;
  }

  void run() {
    for (RecordType type : RecordType.values()) {
      boolean isNaming = Naming.ORDER.stream().anyMatch(names -> names.type() == type);
      run(type, isNaming);
    }
  }

  private void run(RecordType type, boolean isNaming) {
    RecordReader reader = new RecordReader(records, isNaming ? (a, b, c) -> {} : findings::addGap);
    // the records of which there is one alone have no more than the letter as their key
    one(Bytes.copyOf(type.letter()));
    List<Entry> read = reader.read(type, Bytes.EMPTY);
    while (!read.isEmpty()) {
      for (Entry entry : read) {
        count(entry);
        if (!isNaming) {
          look(entry);
        }
      }
      read = reader.read(type, read.get(read.size() - 1).key());
    }
  }

  private void one(Bytes key) {
    try {
      records.get(key, RecordCodec.PLAIN).ifPresent(found -> count(key));
    } catch (CorruptRecordException e) {
      count(key);
      findings.addRecord(key.toString(), Optional.empty(), e);
    } catch (S3Exception e) {
      Unreadable.require(e);
      findings.addRecord(key.toString(), Optional.empty(), e);
    }
  }

  private void count(Entry entry) {
    count(entry.key());
  }

  private void count(Bytes key) {
    counts.merge((char) key.at(0), 1L, Long::sum);
  }

  private void look(Entry entry) {
    try {
      Fields unused = RecordStore.body(entry);
    } catch (CorruptRecordException | IllegalArgumentException e) {
      findings.addRecord(entry.key().toString(), Optional.empty(), e);
    }
  }

  /** How many there are of each type, by its letter. */
  Map<Character, Long> counts() {
    return counts;
  }
}
