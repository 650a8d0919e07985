package org.mucura.core.interleaving;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mucura.core.interleaving.Step.Kind;
import org.mucura.core.interleaving.Step.Touched;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/** A store of which each call of a party is a step. */
final class SteppedMetadataStore implements MetadataStore {

  private final MetadataStore store;

  SteppedMetadataStore(MetadataStore store) {
    this.store = store;
  }

  @Override
  public MetadataCapabilities capabilities() {
    return store.capabilities();
  }

  @Override
  public List<Optional<Entry>> get(List<Bytes> keys) {
    List<Touched> touched = keys.stream().map(Touched::key).toList();
    return read(new Step("get", Kind.READ, touched), () -> store.get(keys));
  }

  @Override
  public List<Entry> scan(Bytes after, Bytes before, int limit) {
    List<Touched> touched = List.of(new Touched(false, after, before));
    return read(new Step("scan", Kind.READ, touched), () -> store.scan(after, before, limit));
  }

  @Override
  public CasOutcome put(Bytes key, Bytes value, Revision expected) {
    return change(step("put ", key), () -> store.put(key, value, expected));
  }

  @Override
  public CasOutcome delete(Bytes key, Revision expected) {
    return change(step("delete ", key), () -> store.delete(key, expected));
  }

  private static Step step(String verb, Bytes key) {
    String name = verb + (char) key.at(0);
    return new Step(name, Kind.METADATA_CHANGE, List.of(Touched.key(key)));
  }

  private static <T> T read(Step step, Supplier<T> call) {
    Party party = Party.current();
    if (party != null) {
      Fate unused = party.await(step);
    }
    return call.get();
  }

  private CasOutcome change(Step step, Supplier<CasOutcome> call) {
    Party party = Party.current();
    if (party == null) {
      return call.get();
    }
    Fate fate = party.await(step);
    if (fate == Fate.UNKNOWN_LOST) {
      return unknown();
    }
    if (fate == Fate.UNKNOWN_LATER) {
      party.later(
          step,
          () -> {
            CasOutcome unused = call.get();
          });
      return unknown();
    }
    CasOutcome outcome = call.get();
    if (fate == Fate.CRASH) {
      throw party.crash();
    }
    return fate == Fate.UNKNOWN_MADE ? unknown() : outcome;
  }

  private static CasOutcome unknown() {
    return new CasOutcome.Unknown(new IllegalStateException("as the schedule says"));
  }
}
