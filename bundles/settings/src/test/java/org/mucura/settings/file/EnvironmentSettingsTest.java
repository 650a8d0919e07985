package org.mucura.settings.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.Test;
import org.mucura.settings.description.Described;
import org.mucura.settings.description.SettingGroup;

public class EnvironmentSettingsTest {

  private static final SettingGroup ADMISSION = Described.admission();
  private static final SettingGroup LISTENER = Described.listener();

  @Test
  public void variablesAreNamedAfterPartInstanceAndSetting() {
    assertThat(EnvironmentSettings.variable("org.mucura.core", "", "store.wait.ms"))
        .isEqualTo("MUCURA_CORE_STORE_WAIT_MS");
    assertThat(EnvironmentSettings.variable("org.mucura.s3.admission", "", "readsMax"))
        .isEqualTo("MUCURA_S3_ADMISSION_READS_MAX");
    assertThat(EnvironmentSettings.variable("org.mucura.http.listener", "s3-tls", "http2Cleartext"))
        .isEqualTo("MUCURA_HTTP_LISTENER_S3_TLS_HTTP2_CLEARTEXT");
    assertThat(EnvironmentSettings.variable("org.mucura.blobs.filesystem", "default", "reserveMiB"))
        .isEqualTo("MUCURA_BLOBS_FILESYSTEM_DEFAULT_RESERVE_MIB");
  }

  @Test
  public void aVariableIsASetting() {
    assertThat(of(Map.of("MUCURA_S3_ADMISSION_WAIT_MS", "7")).of(ADMISSION))
        .containsOnly(
            Map.entry(new SettingsName("org.mucura.s3.admission", ""), Map.of("wait.ms", "7")));
  }

  @Test
  public void aVariableOfAnInstanceNamesIt() {
    assertThat(
            of(Map.of(
                    "MUCURA_HTTP_LISTENER_S3_PORT", "1",
                    "MUCURA_HTTP_LISTENER_S3_TLS_KEY_FILE", "f"))
                .of(LISTENER))
        .containsOnly(
            Map.entry(new SettingsName("org.mucura.http.listener", "s3"), Map.of("port", "1")),
            Map.entry(
                new SettingsName("org.mucura.http.listener", "s3-tls"), Map.of("keyFile", "f")));
  }

  @Test
  public void anEmptyVariableAndOthersAreNone() {
    Map<String, String> variables =
        Map.of("MUCURA_S3_ADMISSION_WAIT_MS", "", "S3_ADMISSION_WAIT_MS", "1", "MUCURA_PORT", "1");
    assertThat(of(variables).of(ADMISSION)).isEmpty();
    assertThat(of(variables).unknown(ADMISSION, Set.of(), Set.of())).isEmpty();
  }

  @Test
  public void aVariableThatIsNoSettingIsToldWithTheNearest() {
    EnvironmentSettings environment = of(Map.of("MUCURA_S3_ADMISSION_WAIT", "1"));
    assertThat(environment.unknown(ADMISSION, Set.of(ADMISSION.pid()), Set.of()))
        .containsExactly(
            "the environment variable MUCURA_S3_ADMISSION_WAIT is no setting;"
                + " is MUCURA_S3_ADMISSION_WAIT_MS meant?");
    assertThat(environment.unknown(ADMISSION, Set.of(), Set.of("MUCURA_S3_ADMISSION_WAIT")))
        .as("whose name another setting gives")
        .isEmpty();
  }

  private static EnvironmentSettings of(Map<String, String> variables) {
    return new EnvironmentSettings(variables);
  }
}
