package org.mucura.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.impl.action.command.ManagerImpl;
import org.apache.karaf.shell.impl.console.SessionFactoryImpl;

/** Karaf's own shell with commands of ours, that reads lines and gives what was said. */
final class Shell implements AutoCloseable {

  private final ThreadIOImpl threads = new ThreadIOImpl();
  private final SessionFactoryImpl sessions;

  Shell(List<Class<?>> commands, Object... services) {
    threads.start();
    sessions = new SessionFactoryImpl(threads);
    for (Object service : services) {
      sessions.getRegistry().register(service);
    }
    ManagerImpl manager = new ManagerImpl(sessions.getRegistry(), sessions.getRegistry());
    commands.forEach(manager::register);
  }

  /** What the command says. */
  String say(String line) throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(said, true, UTF_8);
    Session session = sessions.create(new ByteArrayInputStream(new byte[0]), out, out);
    try {
      session.execute(line);
    } finally {
      session.close();
    }
    return said.toString(UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  @Override
  public void close() {
    sessions.stop();
    threads.stop();
  }
}
