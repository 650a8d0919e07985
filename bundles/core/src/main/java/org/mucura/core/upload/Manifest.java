package org.mucura.core.upload;

import org.mucura.core.blob.Contents;
import org.mucura.core.object.WriteCondition;

/**
 * Everything that anybody needs to complete an upload. The id of the contents is that of this
 * attempt, too: another attempt has other ones.
 *
 * @param contents of the object
 * @param condition of the object that is written
 */
record Manifest(Contents contents, Outcome outcome, WriteCondition condition) {

  boolean isSameAttempt(Manifest other) {
    return contents.id().equals(other.contents.id());
  }
}
