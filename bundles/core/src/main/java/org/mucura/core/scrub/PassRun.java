package org.mucura.core.scrub;

import java.io.InterruptedIOException;

/** A pass on this gateway: first all blobs that records name, then the stores by themselves. */
final class PassRun implements AutoCloseable {

  private final Findings findings;
  private final BlobScrub blobs;
  private final StoresScrub stores;
  private boolean blobsDone;

  PassRun(Findings findings, BlobScrub blobs, StoresScrub stores) {
    this.findings = findings;
    this.blobs = blobs;
    this.stores = stores;
  }

  /**
   * Does a bit.
   *
   * @return whether there is more
   */
  boolean step(Throttle throttle) throws InterruptedIOException {
    if (!blobsDone) {
      blobsDone = !blobs.step(throttle);
      return true;
    }
    return stores.step(throttle.bytesPerSecond());
  }

  /** How far it is. */
  Pass pass() {
    Pass so = blobs.pass();
    return new Pass(
        so.began(), so.place(), so.blobs(), so.bytes(), stores.scrubbed(), so.skipped());
  }

  /** Drops what was found by former passes and not by this one, where this one has looked. */
  void dropWhatIsWell() {
    Pass whole = pass();
    if (!whole.skipped().contains("")) {
      findings.drop(
          finding ->
              !finding.pass().equals(whole.began()) && !whole.skipped().contains(finding.store()));
    }
  }

  @Override
  public void close() {
    stores.close();
  }
}
