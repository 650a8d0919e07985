package org.mucura.commands.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.mucura.core.backup.Restore;
import org.mucura.core.backup.RestoreOrder;
import org.mucura.core.backup.RestoreResult;
import org.mucura.core.file.PrivateFile;
import org.mucura.core.key.PasswordFile;
import org.mucura.core.store.StartMode;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores what the environment names, says so in a file of the run folder, or on standard error
 * why not, and stops the framework. Nothing else that uses the stores is there meanwhile.
 */
@Component(
    service = {},
    immediate = true)
public final class RestoreAtStart {

  /** The variable with the file of the pass phrase. */
  static final String PASS_PHRASE_FILE = "MUCURA_RESTORE_PASS_PHRASE_FILE";

  /** The variable with the number of the run. */
  static final String RUN = "MUCURA_RESTORE_RUN";

  private static final Logger LOG = LoggerFactory.getLogger(RestoreAtStart.class);

  private final BundleContext context;
  private final Restore restore;
  private final Thread restoring = new Thread(this::restore, "mucura-restore");
  private volatile boolean stopped;

  @Activate
  public RestoreAtStart(
      BundleContext context, @Reference StartCheck check, @Reference Restore restore) {
    this.context = context;
    this.restore = restore;
    restoring.start();
  }

  /** A store came or went, and this begins anew; or the administrator has had enough. */
  @Deactivate
  void stop() throws InterruptedException {
    stopped = true;
    restoring.interrupt();
    restoring.join();
  }

  private void restore() {
    try {
      RestoreResult done = restore.run(order(), said -> LOG.info("restore: {}", said));
      say(done);
    } catch (IOException | RuntimeException e) {
      if (stopped) {
        LOG.info("restore: broken off", e);
        return;
      }
      LOG.error("cannot restore: {}", e.getMessage(), e);
      System.err.println("mucura: " + e.getMessage());
    }
    try {
      context.getBundle(0).stop();
    } catch (BundleException e) {
      LOG.error("cannot stop", e);
    }
  }

  private static RestoreOrder order() throws IOException {
    String passPhraseFile = variable(PASS_PHRASE_FILE);
    String run = variable(RUN);
    return new RestoreOrder(
        Path.of(System.getenv(StartMode.RESTORE)),
        run.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(run)),
        passPhraseFile.isEmpty()
            ? Optional.empty()
            : Optional.of(PasswordFile.read(Path.of(passPhraseFile))));
  }

  private static String variable(String name) {
    @Nullable String value = System.getenv(name);
    return value == null ? "" : value;
  }

  private void say(RestoreResult done) throws IOException {
    String text =
        "restored run %d of %s: %d entries of the metadata, %d contents of %d bytes%n"
            .formatted(done.run(), done.of(), done.entries(), done.blobs(), done.bytes());
    if (done.missing() > 0) {
      text +=
          "%d contents are named and were lost before the backup: mucura:fsck names them%n"
              .formatted(done.missing());
    }
    LOG.info("{}", text.strip());
    PrivateFile.write(Path.of(context.getProperty("karaf.data"), "run", "restored"), text);
  }
}
