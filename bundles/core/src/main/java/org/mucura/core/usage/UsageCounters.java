package org.mucura.core.usage;

import java.util.Map;
import org.mucura.core.format.RecordStore;
import org.mucura.core.usage.CounterStore.Batch;

/** What was counted and written, of all gateways, for whoever counts again. */
public final class UsageCounters {

  private final CounterStore counters;

  public UsageCounters(RecordStore records) {
    this.counters = new CounterStore(records, 0);
  }

  /** The totals of all scopes that were ever counted; those that hold nothing may be left out. */
  public Map<Scope, UsageTotal> all() {
    return counters.sums();
  }

  /** Adds what was not counted, or was too much. */
  public void correct(Scope scope, UsageTotal by) {
    counters.add(scope, Batch.of(by));
  }
}
