package org.mucura.settings.live;

import org.mucura.settings.file.SettingsName;

/** Who is told what becomes of settings. */
public interface SettingsReport {

  /**
   * None of these settings was taken.
   *
   * @param line what is wrong, and what would be right
   * @param former whether others were taken before, which go on to hold
   */
  void refused(SettingsName name, String line, boolean former);

  /** The settings were taken, but say something that nobody reads. */
  void doubtful(String line);
}
