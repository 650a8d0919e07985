package org.mucura.commands.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.io.output.NoCloseOutputStream;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Runs the commands of its standard input on the console of a gateway. Karaf's own client does not
 * do for that: it ends with 0 if the connection breaks off, and it sends errors and output, both,
 * to whichever of its own streams is a terminal.
 */
public final class ConsoleClient {

  /** The exit code if nobody knows whether the commands succeeded, as of ssh. */
  static final int BROKEN_OFF = 255;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PrintStream out;
  private final PrintStream err;

  ConsoleClient(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Who is called, and by whom.
   *
   * @param key the file with the user's private key, in any form of OpenSSH
   */
  record Console(String host, int port, String user, Path key) {}

  /**
   * Ends with the status of the commands.
   *
   * @param words host, port, user and the file with its key
   */
  public static void main(String... words) throws IOException {
    String commands = new String(System.in.readAllBytes(), UTF_8);
    Console console =
        new Console(words[0], Integer.parseInt(words[1]), words[2], Path.of(words[3]));
    int status = new ConsoleClient(System.out, System.err).run(console, commands);
    System.out.flush();
    System.exit(status);
  }

  /** The status of the commands; {@link #BROKEN_OFF} if there is none, and the reason is told. */
  int run(Console console, String commands) {
    try (SshClient client = newClient();
        ClientSession session = connect(client, console)) {
      return run(session, commands);
    } catch (IOException | GeneralSecurityException e) {
      err.println("mucura: cannot reach the console: " + e.getMessage());
      return BROKEN_OFF;
    }
  }

  /** Reads nothing of the user's own settings for ssh, and waits for a silent command for ever. */
  private static SshClient newClient() {
    SshClient client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setFilePasswordProvider(FilePasswordProvider.EMPTY);
    client.setServerKeyVerifier((session, address, key) -> true);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, Duration.ofSeconds(60));
    client.start();
    return client;
  }

  private static ClientSession connect(SshClient client, Console console)
      throws IOException, GeneralSecurityException {
    ClientSession session =
        client
            .connect(console.user(), console.host(), console.port())
            .verify(PATIENCE)
            .getSession();
    for (KeyPair pair : new FileKeyPairProvider(console.key()).loadKeys(session)) {
      session.addPublicKeyIdentity(pair);
    }
    session.auth().verify(PATIENCE);
    return session;
  }

  private int run(ClientSession session, String commands) throws IOException {
    try (ChannelExec channel = session.createExecChannel(commands, UTF_8, null, Map.of())) {
      channel.setIn(InputStream.nullInputStream());
      channel.setOut(new NoCloseOutputStream(out));
      channel.setErr(new NoCloseOutputStream(err));
      channel.open().verify(PATIENCE);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0L);
      Integer status = channel.getExitStatus();
      if (status == null) {
        err.println("mucura: the console broke off before the commands had ended");
        return BROKEN_OFF;
      }
      return status;
    }
  }
}
