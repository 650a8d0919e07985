package org.mucura.benchmarks;

import java.io.IOException;

/**
 * Objects that nothing named before.
 *
 * @param content what must come back
 * @param payload how it is sent
 */
record Writes(String name, Content content, Payload payload, int limit) implements Work {

  /** Bodies in one of the forms {@code signed}, {@code unsigned} and {@code trailer}. */
  static Writes of(int size, String form) {
    Content content = Content.of(size);
    return new Writes(
        "PUT " + Size.text(size) + " " + form, content, content.payload(form), Integer.MAX_VALUE);
  }

  /** A few long bodies. */
  static Writes stream(int size) {
    Content content = Content.of(size);
    return new Writes("PUT " + Size.text(size), content, content.payload(), 3);
  }

  private String target(Turn turn) {
    return Suite.BUCKET
        + "/written/"
        + name.replaceAll("\\W", "-")
        + "/"
        + turn.round()
        + "/"
        + turn.index();
  }

  @Override
  public long run(Client client, Turn turn) throws IOException {
    client.put(target(turn), payload);
    return content.size();
  }

  @Override
  public void check(Crowd crowd) throws IOException {
    crowd.once((client, i) -> content.compare(client, target(new Turn(0, 0))));
  }
}
