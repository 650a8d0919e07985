package org.mucura.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.MetadataStoreException;
import org.mucura.spi.metadata.Revision;

/** A store whose next put may have an unknown outcome, or that does not answer at all. */
public final class UncertainMetadataStore implements MetadataStore {

  private final MetadataStore store;
  private Fault fault = Fault.NONE;
  private int lateType;
  private final List<Runnable> late = new ArrayList<>();

  /** What goes wrong. */
  public enum Fault {
    NONE,
    /** The next put is made, its outcome unknown, and everything after it fails. */
    APPLIED_THEN_DOWN,
    /** Everything fails. */
    DOWN
  }

  public UncertainMetadataStore(MetadataStore store) {
    this.store = store;
  }

  public void set(Fault next) {
    fault = next;
  }

  /**
   * The next put of a record of this type has an unknown outcome, and is made by {@link #makeUp}.
   */
  public void putOff(char type) {
    lateType = type;
  }

  public void makeUp() {
    late.forEach(Runnable::run);
    late.clear();
  }

  @Override
  public MetadataCapabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    checkUp();
    return store.get(keys);
  }

  @Override
  public CasOutcome put(Bytes key, Bytes value, Revision expected) {
    checkUp();
    if (key.at(0) == lateType) {
      lateType = 0;
      late.add(() -> assertThat(store.put(key, value, expected)).isNotNull());
      return new CasOutcome.Unknown(new TimeoutException("test"));
    }
    CasOutcome outcome = store.put(key, value, expected);
    if (fault == Fault.APPLIED_THEN_DOWN) {
      fault = Fault.DOWN;
      return new CasOutcome.Unknown(new TimeoutException("test"));
    }
    return outcome;
  }

  @Override
  public CasOutcome delete(Bytes key, Revision expected) {
    checkUp();
    return store.delete(key, expected);
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    checkUp();
    return store.scan(after, before, limit);
  }

  private void checkUp() {
    if (fault == Fault.DOWN) {
      throw new MetadataStoreException("down");
    }
  }
}
