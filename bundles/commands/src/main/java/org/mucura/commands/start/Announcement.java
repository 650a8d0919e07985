package org.mucura.commands.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.sshd.server.SshServer;
import org.mucura.core.file.PrivateFile;
import org.mucura.http.Application;
import org.mucura.http.Endpoint;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Says that the gateway is ready and where: {@code DIR/data/run/gateway} is there as long as it
 * serves, for the start script and whoever else wants to find it.
 */
@Component(service = Announcement.class, immediate = true)
public final class Announcement {

  private static final long CONSOLE_WAIT_MS = 10_000;
  private static final long CONSOLE_LOOK_MS = 20;

  private final Path file;

  @Activate
  public Announcement(
      BundleContext context,
      @Reference StartCheck check,
      @Reference FirstAccount account,
      @Reference KeyCheck keys,
      @Reference(target = "(listener=s3)") Endpoint endpoint,
      @Reference(target = "(name=s3)") ServiceReference<Application> s3,
      @Reference SshServer console)
      throws IOException, InterruptedException {
    this.file = Path.of(context.getProperty("karaf.data"), "run", "gateway");
    PrivateFile.write(
        file,
        """
        endpoint=%s
        region=%s
        account=%s
        console=%d
        pid=%d
        """
            .formatted(
                endpoint.uri(),
                Objects.requireNonNullElse(s3.getProperty("region"), "us-east-1"),
                account.name(),
                port(console),
                ProcessHandle.current().pid()));
    check.end();
  }

  @Deactivate
  void withdraw() throws IOException {
    Files.deleteIfExists(file);
  }

  /** The port that the console's server listens at; it is registered before it has one. */
  private static int port(SshServer console) throws InterruptedException {
    for (long waited = 0; console.getPort() == 0 && waited < CONSOLE_WAIT_MS; ) {
      Thread.sleep(CONSOLE_LOOK_MS);
      waited += CONSOLE_LOOK_MS;
    }
    return console.getPort();
  }
}
