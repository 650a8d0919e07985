package org.mucura.core.backup;

import java.io.IOException;

/** Is told how much is done. */
interface Counting {
  void at(long count) throws IOException;
}
