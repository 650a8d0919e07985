package org.mucura.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Test;
import org.mucura.settings.description.Setting;
import org.mucura.settings.description.SettingGroup;

public class ConfigurationPageTest {

  private static final String COMMAND =
      "mvn -q -pl itests -am package -Dtest=ConfigurationPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dmucura.write=true";
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/configuration.md");

  private final List<SettingGroup> groups;

  public ConfigurationPageTest() throws IOException {
    groups = ConfigurationPage.groups(ROOT);
  }

  @Test
  public void thePageIsWhatTheBundlesSay() throws IOException {
    String page = ConfigurationPage.of(groups, COMMAND);
    if (Boolean.getBoolean("mucura.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/configuration.md is old; write it anew: " + COMMAND)
        .isEqualTo(page);
  }

  @Test
  public void everySettingSaysItsEffectAndItsRange() {
    assertThat(groups).hasSizeGreaterThanOrEqualTo(15);
    for (SettingGroup group : groups) {
      assertThat(group.description()).as(group.pid()).isNotBlank();
      for (Setting setting : group.settings()) {
        String which = group.pid() + " " + setting.id();
        assertThat(setting.name()).as(which).isNotBlank();
        assertThat(setting.description()).as(which).isNotBlank();
        boolean ranking = setting.id().equals("service.ranking");
        assertThat(ranking || !setting.right().equals("a whole number"))
            .as(which + " has no range")
            .isTrue();
      }
    }
  }

  @Test
  public void everyDefaultIsRight() {
    for (SettingGroup group : groups) {
      for (Setting setting : group.settings()) {
        String byDefault = setting.defaultValue().orElse("");
        if (!byDefault.isEmpty()) {
          assertThat(setting.read(byDefault))
              .as(group.pid() + " " + setting.id() + " = " + byDefault)
              .isPresent();
        }
      }
    }
  }
}
