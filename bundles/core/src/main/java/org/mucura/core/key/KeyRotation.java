package org.mucura.core.key;

import java.util.List;
import java.util.Optional;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over all records with something under a master key. Each record is changed on its own,
 * and only if it needs to be, so a pass may be broken off, repeated, and made by several at once.
 * Used by one thread at a time.
 */
public final class KeyRotation {

  private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
  private static final int READ_AT_ONCE = 200;

  private final RecordStore records;
  private final List<KeyUser> users;
  private final MasterKey current;
  private int user;
  private KeyRange rest;
  private int changed;
  private int left;

  /**
   * A pass that begins.
   *
   * @param current the master key under which everything is put
   */
  public KeyRotation(RecordStore records, List<KeyUser> users, MasterKey current) {
    this.records = records;
    this.users = List.copyOf(users);
    this.current = current;
    this.rest = users.get(0).type().all();
  }

  /**
   * Looks at some records.
   *
   * @return whether there are more
   */
  public boolean step() {
    List<Stored<Fields>> found = records.scan(rest, READ_AT_ONCE, RecordCodec.PLAIN);
    found.forEach(this::rewrap);
    if (found.size() == READ_AT_ONCE) {
      rest = rest.behind(found.get(found.size() - 1).key());
      return true;
    }
    user++;
    if (user < users.size()) {
      rest = users.get(user).type().all();
      return true;
    }
    return false;
  }

  private void rewrap(Stored<Fields> record) {
    try {
      Optional<Fields> rewrapped = users.get(user).rewrapped(record.value(), current);
      if (rewrapped.isPresent()) {
        Swap<Fields> swap = records.replace(record, rewrapped.get(), RecordCodec.PLAIN);
        if (swap instanceof Swap.Done) {
          changed++;
        } else {
          left++;
        }
      }
    } catch (CorruptRecordException e) {
      left++;
      LOG.error("the record {} cannot be put under the master key", record.key(), e);
    } catch (MasterKeyException e) {
      // said in the log once for all records under that key
      left++;
    }
  }

  /** Whether this is the master key under which the pass puts everything. */
  public boolean isUnder(MasterKey key) {
    return current.id().equals(key.id());
  }

  /** How many records were put under the current key. */
  public int changed() {
    return changed;
  }

  /**
   * How many were being changed by others, are damaged, or under a key that is missing: a later
   * pass tries again.
   */
  public int left() {
    return left;
  }
}
