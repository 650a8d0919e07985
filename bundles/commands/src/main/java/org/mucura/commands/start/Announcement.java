package org.mucura.commands.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.server.SshServer;
import org.jspecify.annotations.Nullable;
import org.mucura.commands.gateway.Gateway;
import org.mucura.core.file.PrivateFile;
import org.mucura.http.Application;
import org.mucura.http.Endpoint;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that the gateway is ready and where: {@code DIR/data/run/gateway} is there as long as it
 * serves, for the start script and whoever else wants to find it.
 *
 * <p>The console moves: whenever its configuration is read Karaf closes its server and registers
 * another one, on another port, without taking the closed one's registration back.
 */
@Component(service = Announcement.class, immediate = true)
public final class Announcement {

  private static final Logger LOG = LoggerFactory.getLogger(Announcement.class);
  private static final long CONSOLE_WAIT_MS = 10_000;
  private static final long CONSOLE_LOOK_MS = 20;

  private final Path file;
  private final String text;
  private final Runnable ready;
  private final BlockingQueue<SshServer> consoles = new LinkedBlockingQueue<>();
  private final Thread saying = new Thread(this::say, "mucura-announcement");

  @Activate
  public Announcement(
      BundleContext context,
      @Reference StartCheck check,
      @Reference KeyCheck keys,
      @Reference ConsoleKey console,
      @Reference FirstAccount account,
      @Reference(target = "(listener=s3)") Endpoint endpoint,
      @Reference(
              target = "(listener=admin)",
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Endpoint admin,
      @Reference(target = "(name=s3)") ServiceReference<Application> s3) {
    this(
        Gateway.announcement(context),
        """
        endpoint=%s
        admin=%s
        region=%s
        account=%s
        pid=%d
        """
            .formatted(
                endpoint.uri(),
                admin == null ? "" : admin.uri(),
                Gateway.region(s3),
                account.name(),
                ProcessHandle.current().pid()),
        check::end);
  }

  /**
   * Says {@code text} and the console's port in {@code file}.
   *
   * @param ready run when it has been said
   */
  Announcement(Path file, String text, Runnable ready) {
    this.file = file;
    this.text = text;
    this.ready = ready;
    saying.start();
  }

  /** A server of the console, which may not listen yet, or no more. */
  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void addConsole(SshServer server) {
    consoles.add(server);
  }

  void removeConsole(SshServer server) {
    consoles.remove(server);
  }

  @Deactivate
  void withdraw() throws IOException, InterruptedException {
    saying.interrupt();
    saying.join();
    Files.deleteIfExists(file);
  }

  private void say() {
    try {
      say(firstPort());
      ready.run();
      while (true) {
        int port = port(consoles.take());
        if (port != 0) {
          say(port);
        }
      }
    } catch (IOException e) {
      LOG.error("cannot write {}", file, e);
    } catch (InterruptedException e) {
      LOG.debug("the gateway stops", e);
    }
  }

  private void say(int port) throws IOException {
    PrivateFile.write(file, text + "console=" + port + "\n");
  }

  /** Where the console listens, after a wait; 0 if there is none. */
  private int firstPort() throws InterruptedException {
    SshServer server = consoles.poll(CONSOLE_WAIT_MS, TimeUnit.MILLISECONDS);
    while (server != null) {
      int port = port(server);
      if (port != 0) {
        return port;
      }
      server = consoles.poll(CONSOLE_WAIT_MS, TimeUnit.MILLISECONDS);
    }
    return 0;
  }

  /** Where this server listens, which it is registered before it does; 0 if it has been closed. */
  private static int port(SshServer server) throws InterruptedException {
    for (long waited = 0; waited < CONSOLE_WAIT_MS; waited += CONSOLE_LOOK_MS) {
      if (!server.isOpen()) {
        return 0;
      }
      if (server.isStarted() && server.getPort() != 0) {
        return server.getPort();
      }
      Thread.sleep(CONSOLE_LOOK_MS);
    }
    return 0;
  }
}
