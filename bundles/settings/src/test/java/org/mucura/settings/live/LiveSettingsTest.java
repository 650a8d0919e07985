package org.mucura.settings.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;
import org.mucura.settings.description.Described;
import org.mucura.settings.file.EnvironmentSettings;
import org.mucura.settings.file.SettingsName;

public class LiveSettingsTest {

  private static final SettingsName ADMISSION = new SettingsName("org.mucura.s3.admission", "");
  private static final SettingsName S3 = new SettingsName("org.mucura.http.listener", "s3");

  private final Held held = new Held();
  private final Told told = new Told();

  @Test
  public void settingsWaitForTheirPart() {
    LiveSettings settings = settings(Map.of());
    write(settings, Map.of(ADMISSION, Map.of("readsMax", "3")));
    assertThat(held.values).isEmpty();
    assertThat(settings.unread())
        .singleElement()
        .asString()
        .contains("org.mucura.s3.admission.cfg");
    settings.describe(Described.admission());
    assertThat(held.values).containsEntry(ADMISSION, Map.of("readsMax", 3));
    assertThat(settings.unread()).isEmpty();
  }

  @Test
  public void nothingOfAFileIsTakenThatIsWrong() {
    LiveSettings settings = settings(Map.of());
    settings.describe(Described.admission());
    write(settings, Map.of(ADMISSION, Map.of("readsMax", "3", "wait.ms", "1")));
    write(settings, Map.of(ADMISSION, Map.of("readsMax", "4", "wait.ms", "soon")));
    assertThat(held.values).containsEntry(ADMISSION, Map.of("readsMax", 3, "wait.ms", 1L));
    assertThat(told.refused)
        .containsExactly("true wait.ms = soon is wrong; right is a whole number, 0 or more");
    write(settings, Map.of(ADMISSION, Map.of("readsMax", "4", "wait.ms", "soon")));
    assertThat(told.refused).as("told once").hasSize(1);
    write(settings, Map.of(ADMISSION, Map.of("readsMax", "4", "wait.ms", "2")));
    assertThat(held.values).containsEntry(ADMISSION, Map.of("readsMax", 4, "wait.ms", 2L));
  }

  @Test
  public void aNewFileThatIsWrongIsAsIfThereWereNone() {
    LiveSettings settings = settings(Map.of());
    settings.describe(Described.listener());
    write(settings, Map.of(S3, Map.of("name", "s3", "port", "x")));
    assertThat(held.values).isEmpty();
    assertThat(told.refused).singleElement().asString().startsWith("false port = x");
  }

  @Test
  public void aFileThatGoesTakesItsSettingsAlong() {
    LiveSettings settings = settings(Map.of());
    settings.describe(Described.listener());
    write(settings, Map.of(S3, Map.of("name", "s3", "port", "1")));
    write(settings, Map.of());
    assertThat(held.values).isEmpty();
  }

  @Test
  public void whatAnEarlierProcessLeftGoesIfItsFileHasGone() {
    held.values.put(S3, Map.of("name", "s3", "port", 1));
    settings(Map.of()).describe(Described.listener());
    assertThat(held.values).isEmpty();
  }

  @Test
  public void theEnvironmentComesBeforeTheFile() {
    LiveSettings settings =
        settings(Map.of("MUCURA_S3_ADMISSION_READS_MAX", "5", "MUCURA_HTTP_LISTENER_S3_PORT", "7"));
    write(settings, Map.of(S3, Map.of("name", "s3", "port", "1")));
    settings.describe(Described.admission());
    settings.describe(Described.listener());
    assertThat(held.values)
        .as("without a file, too")
        .containsEntry(ADMISSION, Map.of("readsMax", 5))
        .containsEntry(S3, Map.of("name", "s3", "port", 7));
  }

  @Test
  public void aWrongVariableIsNamed() {
    settings(Map.of("MUCURA_S3_ADMISSION_READS_MAX", "many")).describe(Described.admission());
    assertThat(told.refused)
        .singleElement()
        .asString()
        .endsWith("(set by MUCURA_S3_ADMISSION_READS_MAX)");
  }

  @Test
  public void anUnknownKeyIsTakenAndTold() {
    LiveSettings settings = settings(Map.of());
    settings.describe(Described.admission());
    write(settings, Map.of(ADMISSION, Map.of("readMax", "4")));
    assertThat(told.doubtful)
        .containsExactly(
            "org.mucura.s3.admission.cfg: there is no setting readMax; is readsMax meant?");
    assertThat(held.values).containsEntry(ADMISSION, Map.of("readMax", "4"));
  }

  @Test
  public void aFileMustHaveTheNameOfItsKind() {
    LiveSettings settings = settings(Map.of());
    settings.describe(Described.admission());
    settings.describe(Described.listener());
    write(
        settings,
        Map.of(
            new SettingsName("org.mucura.s3.admission", "x"), Map.of(),
            new SettingsName("org.mucura.http.listener", ""), Map.of("name", "s3", "port", "1")));
    assertThat(told.refused)
        .containsExactlyInAnyOrder(
            "false the name of this file must be org.mucura.s3.admission.cfg",
            "false the name of this file must be org.mucura.http.listener-NAME.cfg");
  }

  @Test
  public void aFileThatCannotBeReadIsRefused() {
    LiveSettings settings = settings(Map.of());
    settings.describe(Described.admission());
    settings.write(Map.of(ADMISSION, new WrittenSettings(Map.of(), "it is not in UTF-8")));
    assertThat(told.refused).containsExactly("false it is not in UTF-8");
  }

  private LiveSettings settings(Map<String, String> environment) {
    return new LiveSettings(held, told, new EnvironmentSettings(environment));
  }

  private static void write(LiveSettings settings, Map<SettingsName, Map<String, String>> files) {
    Map<SettingsName, WrittenSettings> written = new HashMap<>();
    files.forEach((name, texts) -> written.put(name, new WrittenSettings(texts, "")));
    settings.write(written);
  }

  private static final class Held implements SettingsSink {
    final Map<SettingsName, Map<String, Object>> values = new HashMap<>();

    @Override
    public Set<SettingsName> present(String pid) {
      Set<SettingsName> names = new HashSet<>(values.keySet());
      names.removeIf(name -> !name.pid().equals(pid));
      return names;
    }

    @Override
    public void put(SettingsName name, Map<String, Object> settings) {
      values.put(name, settings);
    }

    @Override
    public void remove(SettingsName name) {
      values.remove(name);
    }
  }

  private static final class Told implements SettingsReport {
    final List<String> refused = new ArrayList<>();
    final List<String> doubtful = new ArrayList<>();

    @Override
    public void refused(SettingsName name, String line, boolean former) {
      refused.add(former + " " + line);
    }

    @Override
    public void doubtful(String line) {
      doubtful.add(line);
    }
  }
}
