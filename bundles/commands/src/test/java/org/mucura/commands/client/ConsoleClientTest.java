package org.mucura.commands.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.commands.client.ConsoleClient.Console;
import org.mucura.core.file.PrivateFile;

public class ConsoleClientTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final SshServer server = SshServer.setUpDefaultServer();
  private Path key;

  /** Says what it was told to do; ends as the first word says. */
  private static final class Answer implements Command {

    private final String told;
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback callback = (status, message, immediately) -> {};

    private Answer(String told) {
      this.told = told;
    }

    @Override
    public void setInputStream(InputStream stream) {}

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback exit) {
      callback = exit;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
      out.write(told.getBytes(UTF_8));
      out.flush();
      err.write("aside".getBytes(UTF_8));
      err.flush();
      if (told.startsWith("break")) {
        channel.getSession().close(true);
      } else {
        callback.onExit(told.startsWith("fail") ? 3 : 0);
      }
    }

    @Override
    public void destroy(ChannelSession channel) {}
  }

  @Before
  public void open() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    KeyPair pair = generator.generateKeyPair();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "admin", null, written);
    key = folder.getRoot().toPath().resolve("key");
    PrivateFile.write(key, written.toString(UTF_8));
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(generator.generateKeyPair()));
    server.setPublickeyAuthenticator(
        (user, offered, session) -> user.equals("admin") && offered.equals(pair.getPublic()));
    server.setCommandFactory((channel, told) -> new Answer(told));
    server.start();
  }

  @After
  public void close() throws IOException {
    server.stop(true);
  }

  private int run(String user, String commands) {
    ConsoleClient client =
        new ConsoleClient(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return client.run(new Console("127.0.0.1", server.getPort(), user, key), commands);
  }

  @Test
  public void commandsArriveAndWhatTheySayComesBack() {
    assertThat(run("admin", "one\ntwö\n")).isZero();

    assertThat(out.toString(UTF_8)).isEqualTo("one\ntwö");
    assertThat(err.toString(UTF_8)).isEqualTo("aside");
  }

  @Test
  public void aFailureHasItsStatus() {
    assertThat(run("admin", "fail")).isEqualTo(3);
  }

  @Test
  public void whatBreaksOffHasNotSucceeded() {
    assertThat(run("admin", "break")).isEqualTo(ConsoleClient.BROKEN_OFF);

    assertThat(err.toString(UTF_8)).contains("mucura: ");
  }

  @Test
  public void whoIsNotLetInIsTold() throws Exception {
    assertThat(run("nobody", "one")).isEqualTo(ConsoleClient.BROKEN_OFF);
    assertThat(err.toString(UTF_8)).contains("cannot reach the console");

    close();
    err.reset();
    assertThat(run("admin", "one")).isEqualTo(ConsoleClient.BROKEN_OFF);
    assertThat(err.toString(UTF_8)).contains("cannot reach the console");
  }
}
