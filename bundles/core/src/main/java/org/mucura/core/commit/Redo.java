package org.mucura.core.commit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mucura.core.blob.Contents;
import org.mucura.core.format.Fields;
import org.mucura.spi.Bytes;

/**
 * What is still to be done after the last change of an object. All of it may be done again and
 * again, by anyone; whoever finds one has it done before changing the object.
 *
 * @param id random; of the entry in the reclaim queue too
 * @param due from when on the freed contents may be deleted
 * @param freed contents that the change took the name from
 * @param finishUpload the id of the upload that the change completed
 * @param rest what a newer release wrote besides
 */
public record Redo(
    Bytes id, Instant due, List<Contents> freed, Optional<String> finishUpload, Fields rest) {

  public Redo {
    freed = List.copyOf(freed);
  }

  /** Whether nothing needs to be done. */
  boolean isNothing() {
    return freed.isEmpty() && finishUpload.isEmpty();
  }
}
