package org.mucura.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Pages of a listing, each of 1,000 keys or folders. */
record Pages(Bucket bucket, Kind kind) implements Work {

  /** More keys are only there if they were put into the store before the server started. */
  private static final int PUT_MAX = 100_000;

  private static final int PAGE = 1000;

  /** What stands on a page. */
  enum Kind {
    /** The first thousand keys. */
    FIRST("", "<Key>"),
    /** A thousand keys that begin anywhere. */
    ANYWHERE(" anywhere", "<Key>"),
    /** The folders: as many searches, for each is much longer than a page in a large bucket. */
    FOLDERS(" by folder", "<CommonPrefixes>");

    private final String suffix;
    private final Pattern entry;

    Kind(String suffix, String entry) {
      this.suffix = suffix;
      this.entry = Pattern.compile(entry);
    }
  }

  @Override
  public String name() {
    return "LIST " + bucket.keys() + kind.suffix;
  }

  @Override
  public boolean able(Client client) throws IOException {
    return bucket.keys() <= PUT_MAX || bucket.isFull(client);
  }

  @Override
  public void prepare(Crowd crowd, int round) throws IOException, InterruptedException {
    boolean[] full = {false};
    crowd.once((client, i) -> full[0] = bucket.isFull(client));
    if (!full[0]) {
      bucket.fill(crowd);
    }
  }

  private String target(int index) {
    String page = "/" + bucket.name() + "?list-type=2";
    return switch (kind) {
      case FIRST -> page;
      case FOLDERS -> page + "&delimiter=%2F";
      case ANYWHERE -> page + "&start-after=" + bucket.key(before(index)).replace("/", "%2F");
    };
  }

  /** The place of a key behind which there are enough of them. */
  private int before(int index) {
    return Math.floorMod(index * 7_368_787L, bucket.keys() - PAGE);
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    return client.read(target(turn.index()), Map.of(), BodySink.NOTHING).length();
  }

  @Override
  public void check(Crowd crowd) throws IOException {
    for (int index : List.of(0, 1, 2)) {
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      crowd.once((client, i) -> client.read(target(index), Map.of(), page::write));
      String text = page.toString(StandardCharsets.UTF_8);
      long entries = kind.entry.matcher(text).results().count();
      String first =
          switch (kind) {
            case FIRST -> bucket.key(0);
            case FOLDERS -> "000/";
            case ANYWHERE -> bucket.key(before(index) + 1);
          };
      if (entries != PAGE || !text.contains(">" + first + "<")) {
        throw new IOException(name() + ": " + entries + " entries, or not from " + first + " on");
      }
    }
  }
}
