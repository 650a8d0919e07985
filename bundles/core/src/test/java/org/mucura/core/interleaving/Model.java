package org.mucura.core.interleaving;

import java.util.Map;
import java.util.TreeMap;

/** What a bucket does if one thing happens after the other. */
final class Model {

  /** Contents by key, and the mark of the last copy onto itself behind them. */
  final TreeMap<String, String> objects;

  String upload;

  Model(Map<String, String> objects, String upload) {
    this.objects = new TreeMap<>(objects);
    this.upload = upload;
  }

  Model copy() {
    return new Model(objects, upload);
  }
}
