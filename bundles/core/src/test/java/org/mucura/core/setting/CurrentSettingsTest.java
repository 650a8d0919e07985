package org.mucura.core.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import org.junit.Test;
import org.mucura.core.setting.CurrentSettings.Config;
import org.mucura.core.testing.TestSettings;

public class CurrentSettingsTest {

  @Test
  public void aConfigurationThatSaysNothingGivesTheDefaults() {
    assertThat(new CurrentSettings(unset()).get()).isEqualTo(Settings.DEFAULTS);
  }

  @Test
  public void aChangeIsSeenAtOnce() {
    CurrentSettings settings = new CurrentSettings(TestSettings.uncached().get());

    settings.modified(unset());

    assertThat(settings.get()).isEqualTo(Settings.DEFAULTS);
  }

  /** What a declarative-services run time makes of no configuration. */
  private static Config unset() {
    return (Config)
        Proxy.newProxyInstance(
            Config.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) -> method.getDefaultValue());
  }
}
