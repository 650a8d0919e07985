package org.mucura.core.key;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mucura.core.format.RecordStore;
import org.mucura.core.job.Job;
import org.mucura.core.store.Stores;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends rotations that their gateway did not end, and finds what was put under a former master key
 * while one was under way.
 */
@Component(service = {Job.class, KeyRotationJob.class})
public final class KeyRotationJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(KeyRotationJob.class);

  private final RecordStore records;
  private final MasterKeys keys;
  private final List<KeyUser> users;
  private @Nullable KeyRotation pass;

  @Activate
  public KeyRotationJob(
      @Reference Stores stores,
      @Reference MasterKeys keys,
      @Reference(
              cardinality = ReferenceCardinality.AT_LEAST_ONE,
              policyOption = ReferencePolicyOption.GREEDY)
          List<KeyUser> users) {
    this(new RecordStore(stores.metadata()), keys, users);
  }

  public KeyRotationJob(RecordStore records, MasterKeys keys, List<KeyUser> users) {
    this.records = records;
    this.keys = keys;
    this.users = List.copyOf(users);
  }

  @Override
  public String name() {
    return "key-rotation";
  }

  @Override
  public Duration interval() {
    return Duration.ofHours(1);
  }

  @Override
  public boolean step() {
    KeyRotation going = pass;
    // if this throws, the next run begins anew
    pass = null;
    if (going == null && !keys.hasRotated()) {
      return false;
    }
    // a pass of a former key would undo that of the current one
    if (going == null || !going.isUnder(keys.current())) {
      going = newPass();
    }
    if (going.step()) {
      pass = going;
      return true;
    }
    if (going.changed() > 0) {
      LOG.info("{} records are under the current master key now", going.changed());
    }
    if (going.left() > 0) {
      LOG.warn("{} records are not under the current master key yet", going.left());
    }
    return false;
  }

  /** A pass of the caller's, beside the job's. */
  public KeyRotation newPass() {
    return new KeyRotation(records, users, keys.current());
  }
}
