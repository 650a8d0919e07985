package org.mucura.core.reclaim;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All places where something without a name may be. */
final class OrphanSources {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanSources.class);

  private OrphanSources() {}

  /**
   * Pages, then the blobs of each store that says that it is this installation's.
   *
   * @param limit what is not older is no candidate
   */
  static List<CandidateSource> of(Ground ground, Pin pin, Instant limit) throws IOException {
    List<CandidateSource> sources = new ArrayList<>();
    sources.add(new PageSource(ground.pages(), limit));
    for (String store : new BlobRemover(ground.stores()).present()) {
      if (pin.owns(store)) {
        sources.add(new BlobSource(ground, pin, store, limit.toEpochMilli()));
      } else {
        LOG.info("content store {} does not say that it is this installation's: not swept", store);
      }
    }
    return sources;
  }
}
