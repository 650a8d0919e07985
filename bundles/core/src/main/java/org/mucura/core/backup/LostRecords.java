package org.mucura.core.backup;

import org.mucura.core.format.Fields;
import org.mucura.core.format.Stored;
import org.mucura.core.reclaim.ContentNames;
import org.mucura.core.walk.WalkReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and names records of which nobody can say what they name. */
final class LostRecords implements WalkReport {

  private static final Logger LOG = LoggerFactory.getLogger(LostRecords.class);

  private final String work;
  private long count;

  /**
   * @param work for which the records are read
   */
  LostRecords(String work) {
    this.work = work;
  }

  @Override
  public void record(ContentNames by, Stored<Fields> record, RuntimeException cause) {
    count++;
    LOG.error(
        "{}: the record {} is not to be understood, its contents are left out",
        work,
        record.key(),
        cause);
  }

  @Override
  public void page(ContentNames by, Stored<Fields> record, String page, RuntimeException cause) {
    count++;
    LOG.error(
        "{}: page {} of the record {} cannot be read, its contents are left out",
        work,
        page,
        record.key(),
        cause);
  }

  long count() {
    return count;
  }
}
