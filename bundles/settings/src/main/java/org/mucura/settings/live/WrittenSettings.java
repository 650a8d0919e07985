package org.mucura.settings.live;

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
}
