package org.mucura.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.http.Endpoint;
import org.mucura.http.routing.ApplicationRegistry;

/** How others learn where a listener is, or that it could not be opened. */
public class EndpointsTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final SharedResources resources =
      new SharedResources(Settings.of(SharedResources.Config.class, Map.of()));
  private final ApplicationRegistry applications =
      new ApplicationRegistry(Duration.ZERO, Duration.ZERO);
  private final List<Endpoint> published = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private boolean starting = true;
  private Path file = Path.of("");

  @Before
  public void chooseFile() {
    file = folder.getRoot().toPath().resolve("run/endpoints");
  }

  @After
  public void stop() {
    resources.stop();
  }

  @Test
  public void theFileNamesBoundPorts() throws IOException {
    Endpoints endpoints = endpoints();
    Listener s3 = listener(endpoints, Map.of("name", "s3", "port", 0));
    Listener admin = listener(endpoints, Map.of("name", "admin", "port", 0));
    assertThat(Files.readAllLines(file)).hasSize(2).anyMatch(l -> l.startsWith("admin=http://"));
    String s3Line = Files.readAllLines(file).get(1);
    assertThat(s3Line).matches("s3=http://127\\.0\\.0\\.1:[1-9][0-9]*");
    assertThat(published.get(0)).isEqualTo(new Endpoint("s3", URI.create(s3Line.substring(3))));
    admin.close();
    assertThat(Files.readAllLines(file)).containsExactly(s3Line);
    s3.close();
    assertThat(file).doesNotExist();
    assertThat(published).isEmpty();
  }

  @Test
  public void aFileOfAnEarlierProcessIsNotBelieved() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "s3=http://127.0.0.1:1\n");
    endpoints();
    assertThat(file).doesNotExist();
  }

  @Test
  public void aFileThatCannotBeWrittenIsSaid() throws IOException {
    Files.writeString(file.getParent(), "a file where the folder should be");
    listener(endpoints(), Map.of("name", "s3", "port", 0)).close();
    assertThat(ends.get(0)).startsWith("endpoints: cannot write " + file);
  }

  @Test
  public void allAddressesAreReachedByLoopback() throws IOException {
    Listener all = listener(endpoints(), Map.of("name", "s3", "port", 0, "address", "0.0.0.0"));
    assertThat(Files.readString(file)).startsWith("s3=http://127.0.0.1:");
    all.close();
    Listener six = listener(endpoints(), Map.of("name", "s3", "port", 0, "address", "::1"));
    assertThat(Files.readString(file)).startsWith("s3=http://[::1]:");
    six.close();
  }

  @Test
  public void aBusyPortIsSaidInOneLine() throws IOException {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, Object> settings =
          Map.of("name", "s3", "port", busy.getLocalPort(), "required", true);
      Listener listener = listener(endpoints(), settings);
      assertThat(ends)
          .containsExactly(
              "listener s3: cannot listen on 127.0.0.1:"
                  + busy.getLocalPort()
                  + ": Address already in use; see its settings in"
                  + " etc/org.mucura.http.listener-s3.cfg");
      assertThat(file).doesNotExist();
      listener.close();
    }
  }

  @Test
  public void laterFailuresDoNotEndTheProcess() throws IOException {
    starting = false;
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = busy.getLocalPort();
      listener(endpoints(), Map.of("name", "s3", "port", port, "required", true)).close();
      assertThat(ends).isEmpty();
    }
  }

  @Test
  public void whatElseIsWrongIsSaid() {
    Endpoints endpoints = endpoints();
    Map<String, Object> tls = Map.of("name", "t", "port", 0, "required", true, "tls", true);
    listener(endpoints, tls).close();
    assertThat(ends.get(0)).contains("TLS needs certificateFile and keyFile");
    Map<String, Object> absent = new HashMap<>(tls);
    absent.putAll(Map.of("certificateFile", "/none.crt", "keyFile", "/none.key"));
    listener(endpoints, absent).close();
    assertThat(ends.get(1)).contains("NoSuchFileException", "/none.crt");
    listener(endpoints, Map.of("name", "a/b", "port", 0, "required", true)).close();
    assertThat(ends.get(2)).contains("a name is");
  }

  private Endpoints endpoints() {
    StartFailure failure = new StartFailure(() -> starting, ends::add);
    return new Endpoints(
        file,
        endpoint -> {
          published.add(endpoint);
          return () -> published.remove(endpoint);
        },
        failure);
  }

  private Listener listener(Endpoints endpoints, Map<String, Object> settings) {
    return new Listener(
        Settings.of(ListenerConfig.class, settings), applications, resources, endpoints);
  }
}
