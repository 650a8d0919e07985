package org.mucura.settings;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.mucura.settings.description.MetatypeReader;
import org.mucura.settings.description.SettingGroup;
import org.mucura.settings.file.SettingsName;
import org.mucura.settings.live.LiveSettings;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the descriptions in bundles, before their parts are made. */
final class Descriptions implements BundleTrackerCustomizer<List<SettingGroup>> {

  private static final Logger LOG = LoggerFactory.getLogger(Descriptions.class);

  private final LiveSettings settings;

  Descriptions(LiveSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<SettingGroup> addingBundle(Bundle bundle, BundleEvent event) {
    List<SettingGroup> groups = new ArrayList<>();
    Enumeration<URL> documents = bundle.findEntries(MetatypeReader.FOLDER, "*.xml", false);
    for (URL document : documents == null ? List.<URL>of() : Collections.list(documents)) {
      try (InputStream content = document.openStream()) {
        groups.addAll(MetatypeReader.read(content));
      } catch (IOException | IllegalArgumentException e) {
        LOG.error("{} of {}: {}", document, bundle.getSymbolicName(), e.toString());
      }
    }
    groups.removeIf(group -> !group.pid().startsWith(SettingsName.PREFIX));
    groups.forEach(settings::describe);
    return groups;
  }

  @Override
  public void modifiedBundle(Bundle bundle, BundleEvent event, List<SettingGroup> groups) {
    // another state, the same documents
  }

  @Override
  public void removedBundle(Bundle bundle, BundleEvent event, List<SettingGroup> groups) {
    groups.forEach(settings::forget);
  }
}
