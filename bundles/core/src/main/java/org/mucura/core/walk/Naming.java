package org.mucura.core.walk;

import java.util.List;
import org.mucura.core.commit.ObjectNames;
import org.mucura.core.reclaim.ContentNames;
import org.mucura.core.upload.PartNames;
import org.mucura.core.upload.UploadOwner;

/** The types of records that name contents in use. */
public final class Naming {

  /** All of them, in the order in which names move. */
  public static final List<ContentNames> ORDER =
      List.of(new PartNames(), new UploadOwner(), new ObjectNames());

  private Naming() {}
}
