package org.mucura.core.key;

import java.util.Optional;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordType;

/** What a rotation must know of one type of record with something under a master key. */
public interface KeyUser {

  RecordType type();

  /**
   * A record with what it has under another master key put under the current one.
   *
   * @return empty if it need not be changed, or must not be now
   */
  Optional<Fields> rewrapped(Fields record, MasterKey current);
}
