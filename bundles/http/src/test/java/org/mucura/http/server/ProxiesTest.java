package org.mucura.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.junit.Test;
import org.mucura.http.Application;

/** What a request says of its client, behind proxies and without. */
public class ProxiesTest {

  private static final Application CLIENT =
      (request, response, callback) ->
          Applications.answer(
              response, callback, Request.getRemoteAddr(request) + " " + request.isSecure());

  private static String get(Map<String, ?> settings, String... fields) throws IOException {
    String all = String.join("\r\n", fields) + (fields.length == 0 ? "" : "\r\n");
    try (TestServer server = new TestServer(settings).with(CLIENT);
        RawClient client = server.connect()) {
      client.send("GET / HTTP/1.1\r\nHost: localhost\r\n" + all + "\r\n");
      return client.response().replaceFirst("(?s).*\r\n\r\n", "");
    }
  }

  private static String trusting(String proxies, String... fields) throws IOException {
    return get(Map.of("trustedProxies", proxies), fields);
  }

  @Test
  public void nobodyIsBelievedUnlessTrusted() throws IOException {
    String said = "X-Forwarded-For: 203.0.113.9";
    assertThat(get(Map.of(), said, "X-Forwarded-Proto: https")).isEqualTo("127.0.0.1 false");
    assertThat(trusting("192.0.2.1", said)).isEqualTo("127.0.0.1 false");
  }

  @Test
  public void theLastAddressThatIsNoProxysIsTheClients() throws IOException {
    assertThat(trusting("127.0.0.1", "X-Forwarded-For: 203.0.113.9"))
        .isEqualTo("203.0.113.9 false");
    assertThat(
            trusting("127.0.0.0/8, 10.0.0.0/8", "X-Forwarded-For: 1.2.3.4, 203.0.113.9, 10.1.1.1"))
        .isEqualTo("203.0.113.9 false");
    assertThat(
            trusting(
                "127.0.0.1", "X-Forwarded-For: 1.2.3.4", "X-Forwarded-For: [2001:db8::7]:4711"))
        .isEqualTo("[2001:db8:0:0:0:0:0:7] false");
    assertThat(trusting("127.0.0.1", "X-Forwarded-For: 203.0.113.9:80"))
        .isEqualTo("203.0.113.9 false");
    assertThat(trusting("127.0.0.1", "X-Forwarded-For: unknown")).isEqualTo("127.0.0.1 false");
  }

  @Test
  public void theProxySaysWhetherTheClientSpeaksTls() throws IOException {
    assertThat(trusting("127.0.0.1", "X-Forwarded-Proto: https")).isEqualTo("127.0.0.1 true");
    assertThat(trusting("127.0.0.1", "X-Forwarded-Proto: https, http"))
        .isEqualTo("127.0.0.1 false");
  }

  @Test
  public void aLineOfTheProxyProtocolSaysWhoseAConnectionIs() throws IOException {
    Map<String, ?> settings = Map.of("trustedProxies", "127.0.0.1", "proxyProtocol", true);
    try (TestServer server = new TestServer(settings).with(CLIENT);
        RawClient client = server.connect()) {
      client.send("PROXY TCP4 203.0.113.9 127.0.0.1 4711 80\r\n").get("/");
      assertThat(client.response()).endsWith("203.0.113.9 false");
    }
    try (TestServer server = new TestServer(settings).with(CLIENT);
        RawClient client = server.connect()) {
      ByteBuffer line = ByteBuffer.allocate(28);
      line.put(new byte[] {13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10, 0x21, 0x11});
      line.putShort((short) 12).put(new byte[] {(byte) 203, 0, 113, 9, 127, 0, 0, 1, 1, 2, 0, 80});
      client.send(line.array()).get("/");
      assertThat(client.response()).endsWith("203.0.113.9 false");
    }
  }

  @Test
  public void aConnectionWithoutTheLineOrNotOfAProxyIsClosed() throws IOException {
    Map<String, ?> settings = Map.of("trustedProxies", "127.0.0.1", "proxyProtocol", true);
    try (TestServer server = new TestServer(settings).with(CLIENT);
        RawClient client = server.connect()) {
      assertThat(client.get("/").all()).isEmpty();
    }
    Map<String, ?> others = Map.of("trustedProxies", "192.0.2.1", "proxyProtocol", true);
    try (TestServer server = new TestServer(others).with(CLIENT);
        RawClient client = server.connect()) {
      client.send("PROXY TCP4 203.0.113.9 127.0.0.1 4711 80\r\n");
      assertThat(client.all()).isEmpty();
    }
  }

  @Test
  public void aListenerMayBeOfIpv6() throws Exception {
    try (TestServer server = new TestServer(Map.of("address", "::1")).with(CLIENT)) {
      URI uri = server.uri();
      assertThat(uri.getHost()).isEqualTo("[::1]");
      assertThat(
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                  .body())
          .isEqualTo("[0:0:0:0:0:0:0:1] false");
    }
  }
}
