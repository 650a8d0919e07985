package org.mucura.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.io.EndPoint;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.http.Application;
import org.mucura.http.tls.TestKeys;

/** HTTPS and HTTP/2, with the JDK's client. */
public class TlsTest {

  private static final Path RESOURCES = Path.of("src/test/resources/tls");

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private Path certificate = Path.of("");
  private Path key = Path.of("");

  @Before
  public void copyFiles() throws IOException {
    certificate = folder.getRoot().toPath().resolve("server.crt");
    key = folder.getRoot().toPath().resolve("server.key");
    install("first");
  }

  @Test
  public void clientsChooseTheProtocol() throws Exception {
    try (TestServer server = server(Map.of()).with(Applications.echoTarget())) {
      HttpResponse<String> answer = get(client(false), server, "/b/a%2Fb//../c;v=1?q=%2F");
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.body()).isEqualTo("/b/a%2Fb//../c;v=1?q=%2F");
      assertThat(answer.headers().firstValue("server")).isEmpty();
      HttpClient old = builder(false).version(HttpClient.Version.HTTP_1_1).build();
      assertThat(get(old, server, "/b").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  public void aConnectionThatDoesNotComeAboutIsCounted() throws Exception {
    try (TestServer server = server(Map.of()).with(Applications.echoTarget())) {
      try (RawClient client = server.connect()) {
        client.get("/b").all();
      }
      for (int i = 0; i < 500 && server.load().handshakesFailed() == 0; i++) {
        Thread.sleep(10);
      }
      assertThat(server.load().handshakesFailed()).isEqualTo(1);
      assertThat(get(client(false), server, "/b").statusCode()).isEqualTo(200);
      assertThat(server.load().handshakesFailed()).isEqualTo(1);
    }
  }

  @Test
  public void http2CanBeSwitchedOff() throws Exception {
    try (TestServer server = server(Map.of("http2", false)).with(Applications.echoTarget())) {
      assertThat(get(client(false), server, "/b").version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
  }

  @Test
  public void http2WithoutTls() throws Exception {
    try (TestServer server =
        new TestServer(Map.of("http2Cleartext", true)).with(Applications.countBody())) {
      HttpClient client = HttpClient.newHttpClient();
      assertThat(get(client, server, "/b").version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(put(client, server, 1 << 20).body()).isEqualTo("read " + (1 << 20));
    }
  }

  @Test
  public void http2CarriesBodiesAndRefusals() throws Exception {
    try (TestServer server = server(Map.of()).with(Applications.countBody())) {
      HttpClient client = client(false);
      assertThat(put(client, server, 5 << 20).body()).isEqualTo("read " + (5 << 20));
      assertThat(get(client, server, "/b/%00").statusCode()).isEqualTo(400);
      assertThat(get(client, server, "/-/none").statusCode()).isEqualTo(404);
      HttpRequest large =
          HttpRequest.newBuilder(URI.create(server.uri() + "/b"))
              .header("x-large", "x".repeat(17_000))
              .build();
      // Jetty ends the connection: the state of its header compression is lost.
      assertThatThrownBy(() -> client.send(large, BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  public void answersMaySayMoreThanRequestsOverEitherProtocol() throws Exception {
    Application verbose =
        (request, response, callback) -> {
          response.getHeaders().put("x-long", "y".repeat((int) Applications.query(request)));
          return Applications.answer(response, callback, "said");
        };
    for (boolean http2 : new boolean[] {true, false}) {
      try (TestServer server = server(Map.of("http2", http2)).with(verbose)) {
        for (int length : new int[] {10, 17_000, 60_000}) {
          HttpResponse<String> response = get(client(false), server, "/b?" + length);
          assertThat(response.headers().firstValue("x-long").orElse("")).hasSize(length);
        }
      }
    }
  }

  @Test
  public void aRefusedClientThatSendsAllBeforeItListensGetsItsAnswer() throws Exception {
    try (TestServer server = server(Map.of()).with(Applications.echoTarget());
        Socket socket =
            builder(false)
                .build()
                .sslContext()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.port())) {
      int length = 4 << 20;
      String put = "PUT /-/none HTTP/1.1\r\nHost: h\r\nContent-Length: " + length + "\r\n\r\n";
      socket.getOutputStream().write(put.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[length]);
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .startsWith("HTTP/1.1 404 ")
          .endsWith("</Error>");
    }
  }

  @Test
  public void changedFilesAreUsedWhileConnectionsStayOpen() throws Exception {
    try (TestServer server = server(Map.of()).with(Applications.saying("hello"))) {
      HttpClient kept = client(false);
      assertThat(subject(get(kept, server, "/b"))).isEqualTo("CN=first");
      install("second");
      assertThat(subjectBecomes(server, "CN=second")).isTrue();
      assertThat(subject(get(kept, server, "/b"))).isEqualTo("CN=first");
    }
  }

  @Test
  public void filesThatAreNoGoodChangeNothing() throws Exception {
    try (TestServer server = server(Map.of()).with(Applications.saying("hello"))) {
      Files.copy(RESOURCES.resolve("second.crt"), certificate, StandardCopyOption.REPLACE_EXISTING);
      Thread.sleep(300);
      assertThat(subject(get(client(false), server, "/b"))).isEqualTo("CN=first");
      Files.delete(certificate);
      Thread.sleep(300);
      assertThat(subject(get(client(false), server, "/b"))).isEqualTo("CN=first");
      install("second");
      assertThat(subjectBecomes(server, "CN=second")).isTrue();
    }
  }

  @Test
  public void clientCertificatesArriveUnvalidated() throws Exception {
    Application peer =
        (request, response, callback) -> {
          EndPoint.SslSessionData tls =
              (EndPoint.SslSessionData) request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
          X509Certificate[] chain = tls.peerCertificates();
          return Applications.answer(
              response,
              callback,
              chain == null ? "nobody" : chain[0].getSubjectX500Principal().toString());
        };
    try (TestServer server = server(Map.of("clientCertificates", "want")).with(peer)) {
      assertThat(get(client(false), server, "/b").body()).isEqualTo("nobody");
      assertThat(get(client(true), server, "/b").body()).isEqualTo("CN=rsa");
    }
    try (TestServer server = server(Map.of()).with(peer)) {
      assertThat(get(client(true), server, "/b").body()).isEqualTo("nobody");
    }
  }

  private TestServer server(Map<String, ?> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("tls", true);
    settings.put("certificateFile", certificate.toString());
    settings.put("keyFile", key.toString());
    settings.put("certificateCheckMillis", 50);
    return new TestServer(settings);
  }

  private void install(String name) throws IOException {
    Files.copy(RESOURCES.resolve(name + ".crt"), certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(RESOURCES.resolve(name + ".key"), key, StandardCopyOption.REPLACE_EXISTING);
  }

  private static HttpClient client(boolean withCertificate) throws Exception {
    return builder(withCertificate).build();
  }

  private static HttpClient.Builder builder(boolean withCertificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (String name : new String[] {"first", "second"}) {
      trusted.setCertificateEntry(name, TestKeys.keyStore(name).getCertificate("server"));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        withCertificate ? clientKeys().getKeyManagers() : null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).connectTimeout(Duration.ofSeconds(5));
  }

  private static KeyManagerFactory clientKeys() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(TestKeys.keyStore("rsa"), TestKeys.PASSWORD);
    return keys;
  }

  private static HttpResponse<String> get(HttpClient client, TestServer server, String target)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.uri() + target)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> put(HttpClient client, TestServer server, int length)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.uri() + "/b/k"))
            .PUT(BodyPublishers.ofByteArray(new byte[length]))
            .build(),
        BodyHandlers.ofString());
  }

  private static String subject(HttpResponse<?> response) throws Exception {
    X509Certificate peer =
        (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
    return peer.getSubjectX500Principal().toString();
  }

  private static boolean subjectBecomes(TestServer server, String subject) throws Exception {
    for (int i = 0; i < 50; i++) {
      if (subject(get(client(false), server, "/b")).equals(subject)) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }
}
