package org.mucura.core.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  public void namesMayStandInOneText() {
    Config config = with("content_stores", new String[] {"fast, slow", "old"});

    assertThat(new CurrentSettings(config).get().contentStores())
        .containsExactly("fast", "slow", "old");
  }

  @Test
  public void noAuthenticatorNeedBeRequired() {
    Config config = with("authenticators_required", new String[] {""});

    assertThat(new CurrentSettings(config).get().requiredAuthenticators()).isEmpty();
  }

  @Test
  public void aGraceThatIsTooShortIsRefusedAndTheOldOneStays() {
    CurrentSettings settings = new CurrentSettings(unset());

    assertThatThrownBy(() -> new CurrentSettings(with("reclaim_grace_seconds", 59L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reclaim.grace.seconds");
    settings.modified(with("reclaim_grace_seconds", 59L));

    assertThat(settings.get()).isEqualTo(Settings.DEFAULTS);
    settings.modified(with("reclaim_grace_seconds", 60L));
    assertThat(settings.get().reclaimGrace()).isEqualTo(Settings.RECLAIM_GRACE_MIN);
  }

  private static Config with(String name, Object value) {
    return (Config)
        Proxy.newProxyInstance(
            Config.class.getClassLoader(),
            new Class<?>[] {Config.class},
            (proxy, method, arguments) ->
                method.getName().equals(name) ? value : method.getDefaultValue());
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
