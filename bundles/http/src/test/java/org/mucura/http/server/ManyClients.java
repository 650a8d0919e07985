package org.mucura.http.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Connections side by side. */
final class ManyClients implements AutoCloseable {

  private final List<RawClient> clients = new ArrayList<>();

  ManyClients(TestServer server, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      clients.add(server.connect());
    }
  }

  void get(String target) throws IOException {
    for (RawClient client : clients) {
      client.get(target);
    }
  }

  List<String> responses() throws IOException {
    List<String> responses = new ArrayList<>();
    for (RawClient client : clients) {
      responses.add(client.response());
    }
    return responses;
  }

  @Override
  public void close() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }
}
