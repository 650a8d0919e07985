package org.mucura.settings.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.Test;
import org.mucura.settings.check.SettingsCheck.Checked;
import org.mucura.settings.description.Described;

public class SettingsCheckTest {

  @Test
  public void whatIsRightIsTyped() {
    Checked checked =
        SettingsCheck.check(
            Described.admission(), Map.of("readsMax", "3", "wait.ms", "4", "domains", ""));
    assertThat(checked.wrong()).isEmpty();
    assertThat(checked.unknown()).isEmpty();
    assertThat(checked.values())
        .containsOnly(Map.entry("readsMax", 3), Map.entry("wait.ms", 4L), Map.entry("domains", ""));
  }

  @Test
  public void aWrongValueIsNamedWithWhatIsRight() {
    Checked checked = SettingsCheck.check(Described.admission(), Map.of("readsMax", "abc\u0007"));
    assertThat(checked.wrong())
        .containsEntry(
            "readsMax", "readsMax = abc? is wrong; right is a whole number from 0 to 65536");
  }

  @Test
  public void whatHasNoDefaultMustBeThere() {
    Checked checked = SettingsCheck.check(Described.listener(), Map.of("name", "s3"));
    assertThat(checked.wrong())
        .containsOnly(
            Map.entry("port", "port is missing; right is a whole number from 0 to 65535"));
  }

  @Test
  public void anUnknownKeyIsToldWithTheNearest() {
    Checked checked = SettingsCheck.check(Described.admission(), Map.of("readMax", "1"));
    assertThat(checked.wrong()).isEmpty();
    assertThat(checked.unknown())
        .containsExactly("there is no setting readMax; is readsMax meant?");
    assertThat(SettingsCheck.check(Described.admission(), Map.of("colour", "1")).unknown())
        .containsExactly("there is no setting colour; there are readsMax, wait.ms, domains");
  }

  @Test
  public void keysOfTheContainerAreNotForTheParts() {
    Map<String, String> texts = Map.of("service.ranking", "1", "accounts.target", "(a=b)");
    assertThat(SettingsCheck.check(Described.admission(), texts).unknown()).isEmpty();
  }

  @Test
  public void whatTheContainerResolvesLaterIsLeftToIt() {
    Checked checked = SettingsCheck.check(Described.admission(), Map.of("readsMax", "$[secret:x]"));
    assertThat(checked.wrong()).isEmpty();
    assertThat(checked.values()).containsEntry("readsMax", "$[secret:x]");
  }
}
