package org.mucura.settings;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.mucura.settings.file.SettingsName;
import org.mucura.settings.live.SettingsReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the administrator, by the log; a start with wrong settings is none. */
final class SettingsLog implements SettingsReport {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsLog.class);

  private final BooleanSupplier starting;
  private final Consumer<String> refuseStart;

  /**
   * @param starting whether the gateway is still being started
   * @param refuseStart ends that, for the reason of this line
   */
  SettingsLog(BooleanSupplier starting, Consumer<String> refuseStart) {
    this.starting = starting;
    this.refuseStart = refuseStart;
  }

  @Override
  public void refused(SettingsName name, String line, boolean former) {
    String reason = "etc/" + name.fileName() + ": " + line;
    if (starting.getAsBoolean()) {
      LOG.error("cannot start: {}", reason);
      refuseStart.accept(reason);
      return;
    }
    LOG.error(
        "{}; nothing of this file is taken: {}",
        reason,
        former ? "the former settings hold" : "it is as if there were none");
  }

  @Override
  public void doubtful(String line) {
    LOG.warn("etc/{}", line);
  }
}
