package org.mucura.benchmarks;

import java.io.IOException;

/**
 * A bucket to be listed: its objects are empty, and stand in a thousand folders of the same size.
 *
 * @param keys how many objects there are, {@value #FOLDERS} or more
 */
record Bucket(int keys) {

  static final int FOLDERS = 1000;

  Bucket {
    if (keys < FOLDERS) {
      throw new IllegalArgumentException(keys + " keys are too few");
    }
  }

  String name() {
    return "keys-" + keys;
  }

  /** The key of an object by its place in a listing, from 0. */
  String key(int place) {
    return "%03d/%08d".formatted((long) place * FOLDERS / keys, place);
  }

  String target(int place) {
    return "/" + name() + "/" + key(place);
  }

  /** Makes the bucket, with its first object alone, of which the others are copies. */
  void begin(Client client) throws IOException {
    client.create("/" + name());
    client.put(target(0), Payload.NONE);
  }

  boolean isFull(Client client) throws IOException {
    return client.has(target(keys - 1));
  }

  /** Puts what is missing, one object after the other. */
  void fill(Crowd crowd) throws IOException, InterruptedException {
    crowd.once((client, i) -> begin(client));
    // the last one comes last, for it says that all are there
    crowd.each(keys - 1, (client, i) -> client.put(target(i), Payload.NONE));
    crowd.once((client, i) -> client.put(target(keys - 1), Payload.NONE));
  }
}
