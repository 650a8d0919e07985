package org.mucura.core.upload;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.blob.BlobRef;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartPages;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.format.Stored;
import org.mucura.core.upload.UploadState.Aborted;
import org.mucura.core.upload.UploadState.Done;

/**
 * Removes what is left of uploads that have ended: of a finished one the records of parts, of an
 * aborted one all. May be repeated and done by several at once.
 */
final class Clearing {

  /** Parts freed by one entry of the reclaim queue; it names each of their records. */
  private static final int BATCH = 100;

  private final UploadStore uploads;
  private final PartStore parts;
  private final PartPages pages;

  Clearing(UploadStore uploads, PartStore parts, PartPages pages) {
    this.uploads = uploads;
    this.parts = parts;
    this.pages = pages;
  }

  /** Clears an upload if it has ended and that was not done yet. */
  void clear(UploadKey key) {
    Optional<Stored<UploadRecord>> found = uploads.find(key);
    if (found.isEmpty()) {
      return;
    }
    UploadState state = found.get().value().state();
    if (state instanceof Aborted) {
      removeParts(key, Set.of());
      uploads.remove(found.get());
    } else if (state instanceof Done done && done.uncleared().isPresent()) {
      removeParts(key, blobs(key, done.uncleared().get()));
      uploads.move(found.get(), new Done(done.outcome(), done.at(), Optional.empty()));
    }
  }

  /** The blobs that belong to the object now; if it is gone already, reclaim takes them twice. */
  private Set<BlobRef> blobs(UploadKey key, Contents contents) {
    Set<BlobRef> blobs = new HashSet<>();
    for (StoredPart part : pages.present(key.bucket(), contents)) {
      blobs.add(part.blob());
    }
    return blobs;
  }

  private void removeParts(UploadKey key, Set<BlobRef> kept) {
    int after = 0;
    List<Stored<PartRecord>> batch;
    do {
      batch = parts.scan(key, after, BATCH);
      List<Stored<PartRecord>> freed =
          batch.stream().filter(part -> !kept.contains(part.value().stored().blob())).toList();
      if (!freed.isEmpty()) {
        parts.free(key, freed);
      }
      for (Stored<PartRecord> part : batch) {
        parts.remove(key, part);
        after = part.value().stored().number();
      }
    } while (batch.size() == BATCH);
  }
}
