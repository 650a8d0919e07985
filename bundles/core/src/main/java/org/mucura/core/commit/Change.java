package org.mucura.core.commit;

import java.util.Optional;

/** A change of an object, decided by what is there at the moment at which it is made. */
public interface Change {

  /**
   * Decides. Asked again whenever somebody else was first; whatever it reads itself is read after
   * {@code current}, and after what earlier changes left to be done was done.
   *
   * @param current the object, if there is one
   * @throws org.mucura.core.S3Exception to refuse
   */
  Next next(Optional<ObjectVersion> current);
}
