package org.mucura.core.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What may be in a folder after a power cut, as {@code itests/clients/powercut} says it: lines of
 * words with tabs between them.
 *
 * <pre>
 * secret FILE                        a file of an access key that the gateway knows
 * bucket NAME must|may               a bucket that must be there, or may be
 * key BUCKET KEY STATE...            an object in one of these states: - for none, else SHA-256
 * upload BUCKET KEY ID STATE ETAG... parts, from number 1, of an upload that makes STATE of them
 * </pre>
 */
record Expected(
    List<String> secrets,
    Map<String, Boolean> buckets,
    Map<ObjectName, Set<String>> states,
    List<OpenUpload> uploads) {

  /** The state of an object that is not there. */
  static final String ABSENT = "-";

  record ObjectName(String bucket, String key) {}

  record OpenUpload(ObjectName object, String id, String state, List<String> etags) {}

  static Expected read(Path file) throws IOException {
    Expected read =
        new Expected(new ArrayList<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
    for (String line : Files.readAllLines(file)) {
      read.add(List.of(line.split("\t", -1)));
    }
    return read;
  }

  private void add(List<String> words) {
    switch (words.get(0)) {
      case "secret" -> secrets.add(words.get(1));
      case "bucket" -> buckets.put(words.get(1), words.get(2).equals("must"));
      case "key" -> states.put(name(words), Set.copyOf(words.subList(3, words.size())));
      case "upload" ->
          uploads.add(
              new OpenUpload(
                  name(words), words.get(3), words.get(4), words.subList(5, words.size())));
      default -> throw new IllegalArgumentException("what is " + words.get(0) + "?");
    }
  }

  private static ObjectName name(List<String> words) {
    return new ObjectName(words.get(1), words.get(2));
  }

  /** Says what is wrong with an object in this state; empty if nothing is. */
  Optional<String> wrong(ObjectName name, String state) {
    Set<String> allowed = states.getOrDefault(name, Set.of(ABSENT));
    return allowed.contains(state)
        ? Optional.empty()
        : Optional.of(name + " is " + state + ", allowed are " + allowed);
  }
}
