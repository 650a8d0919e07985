package org.mucura.core.reclaim;

import java.io.IOException;
import java.util.Optional;

/** Finds what may be without a name, old enough that nobody can be about to name it. */
interface CandidateSource {

  /** The next candidates, as many as fit into memory; empty if there are no more. */
  Optional<Candidates> next() throws IOException;
}
