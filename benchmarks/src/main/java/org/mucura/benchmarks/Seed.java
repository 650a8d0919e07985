package org.mucura.benchmarks;

/** Makes the buckets that {@link Fill} fills, while a server runs. */
public final class Seed {

  private Seed() {}

  /** Takes an endpoint, see {@link Endpoint#parse}, then how many keys each bucket will have. */
  public static void main(String[] arguments) throws Exception {
    try (Client client = new Client(Endpoint.parse(arguments[0]))) {
      for (int i = 1; i < arguments.length; i++) {
        new Bucket(Integer.parseInt(arguments[i])).begin(client);
      }
    }
  }
}
