package org.mucura.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Bodies pass through; none is ever held whole: they are larger than the server's heap. */
public class StreamingTest {

  private static final int LENGTH = 256 << 20;

  private Process process;
  private int port;

  @Before
  public void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-XX:MaxDirectMemorySize=24m",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeapServer.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    port = Integer.parseInt(Objects.requireNonNull(output.readLine(), "the server's port"));
  }

  @After
  public void stop() {
    process.destroy();
  }

  @Test
  public void bodiesLargerThanTheHeap() throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send("PUT /in HTTP/1.1\r\nHost: h\r\nContent-Length: " + LENGTH + "\r\n\r\n");
      byte[] piece = new byte[64 * 1024];
      for (int sent = 0; sent < LENGTH; sent += piece.length) {
        client.send(piece);
      }
      assertThat(client.response()).endsWith("read " + LENGTH);
    }
    try (RawClient client = new RawClient(port)) {
      client.send("GET /out?" + LENGTH + " HTTP/1.0\r\n\r\n");
      client.header();
      assertThat(client.count()).isEqualTo(LENGTH);
    }
  }
}
