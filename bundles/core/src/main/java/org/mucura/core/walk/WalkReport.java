package org.mucura.core.walk;

import org.mucura.core.format.Fields;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentNames;

/** Is told what a walk could not read, and passed over. */
public interface WalkReport {

  /** A record is not to be understood. */
  void record(ContentNames by, Stored<Fields> record, RuntimeException cause);

  /**
   * A page of a record's part table is gone, or cannot be read, or is not to be understood.
   *
   * @param page the id of the contents and the number of the page
   */
  void page(ContentNames by, Stored<Fields> record, String page, RuntimeException cause);
}
