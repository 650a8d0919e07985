package org.mucura.settings.live;

import java.nio.file.Path;
import java.util.Map;

/**
 * What stands in a file.
 *
 * @param texts by key
 * @param problem why it cannot be read; empty if it can
 */
public record WrittenSettings(Map<String, String> texts, String problem) {

  static final WrittenSettings NONE = new WrittenSettings(Map.of(), "");

  public WrittenSettings {
    texts = Map.copyOf(texts);
  }

  /** What two files say of the same: nothing. */
  static WrittenSettings twice(Path one, Path other) {
    return new WrittenSettings(
        Map.of(),
        "there are two files for it, %s and %s; take one of them away"
            .formatted(one.getFileName(), other.getFileName()));
  }
}
