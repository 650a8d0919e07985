package org.mucura.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;
import org.apache.karaf.shell.support.parsing.DefaultParser;
import org.mucura.commands.file.KeyFiles;
import org.mucura.commands.file.MemoryGateway;
import org.mucura.commands.gateway.Gateway;
import org.mucura.core.ownership.HomeBuckets;
import org.mucura.http.Endpoint;

/** Karaf's own shell with commands of ours, that reads lines and gives what was said. */
final class Shell implements AutoCloseable {

  /** All that Karaf finds in the package. */
  static final List<Class<?>> COMMANDS =
      List.of(
          CreateAccount.class,
          ListAccounts.class,
          ShowAccount.class,
          SuspendAccount.class,
          ResumeAccount.class,
          DeleteAccount.class,
          CreateKey.class,
          ListKeys.class,
          SuspendKey.class,
          ResumeKey.class,
          RevokeKey.class,
          CreateBucket.class,
          ListBuckets.class,
          ShowBucket.class,
          ChangeBucketOwner.class,
          DeleteBucket.class,
          ListUploads.class,
          ListStores.class,
          ShowStatus.class,
          RotateMasterKey.class,
          ExportMasterKeys.class,
          StartScrub.class,
          ShowScrub.class,
          MakeBackup.class,
          CheckBackup.class,
          CheckStores.class);

  private static final List<Class<?>> OTHERS =
      List.of(
          AccountNameCompleter.class,
          BucketNameCompleter.class,
          AccessKeyCompleter.class,
          AnyOrder.class);

  private final ThreadIOImpl threads = new ThreadIOImpl();
  private final SessionFactoryImpl sessions;

  private Shell(List<Object> services) {
    threads.start();
    sessions = new SessionFactoryImpl(threads);
    services.forEach(sessions.getRegistry()::register);
    ManagerImpl manager = new ManagerImpl(sessions.getRegistry(), sessions.getRegistry());
    OTHERS.forEach(manager::register);
    COMMANDS.forEach(manager::register);
  }

  /**
   * The console of a gateway.
   *
   * @param keys the folder of the files with keys
   * @param home the setting {@code home.bucket.name}
   */
  static Shell of(MemoryGateway memory, Path keys, String home) {
    Gateway gateway = new Gateway("1.2.3", keys, keys.resolve("gateway"));
    gateway.addEndpoint(new Endpoint("s3", URI.create("http://127.0.0.1:9000")));
    List<Object> services = new ArrayList<>(memory.services());
    services.add(new KeyFiles(keys));
    services.add(new HomeBuckets(home, memory.buckets()));
    services.add(gateway);
    return new Shell(services);
  }

  /** What the command says; it must be well. */
  String say(String line) throws Exception {
    Said said = run(line);
    assertThat(said.status()).as(said.text()).isZero();
    return said.text();
  }

  /** What the command says though not all is as it should be. */
  String sayOfWrong(String line) throws Exception {
    Said said = run(line);
    assertThat(said.status()).as(said.text()).isEqualTo(1);
    return said.text();
  }

  private record Said(String text, int status) {}

  private Said run(String line) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out);
    try {
      Object result = session.execute(line);
      String text = said.toString(UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
      return new Said(text, result instanceof Number status ? status.intValue() : 0);
    } finally {
      session.close();
    }
  }

  /** What the tabulator key offers at the end of a line, which begins with a command. */
  List<String> complete(String line) {
    Session session =
        sessions.create(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    try {
      Command command = sessions.getRegistry().getCommand("mucura", line.replaceFirst(" .*", ""));
      List<String> candidates = new ArrayList<>();
      CommandLine parsed = new DefaultParser().parse(session, line, line.length());
      command.getCompleter(false).complete(session, parsed, candidates);
      return candidates.stream().map(String::strip).toList();
    } finally {
      session.close();
    }
  }

  @Override
  public void close() {
    sessions.stop();
    threads.stop();
  }
}
