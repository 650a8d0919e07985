package org.mucura.settings.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public class SettingsNameTest {

  @Test
  public void aFileIsOfAPartOrOfAnInstance() {
    assertThat(SettingsName.ofFile("org.mucura.core.cfg"))
        .contains(new SettingsName("org.mucura.core", ""));
    assertThat(SettingsName.ofFile("org.mucura.http.listener-s3-tls.cfg"))
        .contains(new SettingsName("org.mucura.http.listener", "s3-tls"));
    assertThat(SettingsName.ofFile("org.mucura.http.listener~s3.cfg"))
        .contains(new SettingsName("org.mucura.http.listener", "s3"));
  }

  @Test
  public void othersAreNotTaken() {
    for (String name :
        new String[] {
          "org.apache.karaf.shell.cfg",
          "org.mucura.core.cfg.bak",
          ".org.mucura.core.cfg",
          "org.mucura.core.cfg~",
          "org.mucura.core.json"
        }) {
      assertThat(SettingsName.ofFile(name)).as(name).isEmpty();
    }
  }
}
