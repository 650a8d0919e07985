package org.mucura.core.backup;

import java.io.Closeable;
import java.time.InstantSource;
import java.util.Optional;
import org.mucura.core.bench.Bench;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.KeyRing;
import org.mucura.core.key.KeyRingStore;
import org.mucura.core.key.MasterKeys;

/** Keys whose gateway dies when they are read, which is when all else of a backup is written. */
final class DyingKeys implements KeyRingStore {

  /** The gateway is gone. Nobody catches this. */
  static final class Death extends Error {

    private static final long serialVersionUID = 1;
  }

  static MasterKeys of(Bench bench) {
    RecordStore records = new RecordStore(bench.ground().stores().metadata());
    return new MasterKeys(records, new DyingKeys(), InstantSource.system());
  }

  @Override
  public String place() {
    return "nowhere";
  }

  @Override
  public Optional<KeyRing> read() {
    throw new Death();
  }

  @Override
  public Closeable lock() {
    throw new Death();
  }

  @Override
  public void create(KeyRing ring) {
    throw new Death();
  }

  @Override
  public void replace(KeyRing ring) {
    throw new Death();
  }
}
