package org.mucura.core.reclaim;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.mucura.core.reclaim.NamePass.Manner;

/** Looks for what no record names, as the sweep does, at once and for whoever wants to know. */
public final class OrphanSearch {

  private static final int RECORDS_PER_STEP = 2_000;

  private final Ground ground;
  private final Instant limit;

  /**
   * A search that begins.
   *
   * @param limit only what is older is looked for
   */
  public OrphanSearch(Ground ground, Instant limit) {
    this.ground = ground;
    this.limit = limit;
  }

  /**
   * Searches to the end.
   *
   * @param remove whether what is found is removed as well, and what crashes left in records
   *     finished, as the sweep would
   * @param found takes each orphan, and whether it was removed
   * @throws IOException if a store fails, or the metadata store is exchanged meanwhile
   */
  public void run(boolean remove, BiConsumer<Orphan, Boolean> found) throws IOException {
    Pin pin = Pin.of(ground.stores());
    for (CandidateSource source : OrphanSources.of(ground, pin, limit)) {
      Optional<Candidates> candidates = source.next();
      while (candidates.isPresent()) {
        NamePass pass = new NamePass(ground, pin, candidates.get(), new Manner(remove, false));
        while (pass.step(RECORDS_PER_STEP)) {
          // goes on
        }
        List<Orphan> left = candidates.get().left();
        boolean removed = false;
        try {
          removed = remove && pass.remove();
        } finally {
          for (Orphan orphan : left) {
            found.accept(orphan, removed);
          }
        }
        candidates = source.next();
      }
    }
  }
}
