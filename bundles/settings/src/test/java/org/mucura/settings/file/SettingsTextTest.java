package org.mucura.settings.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.Test;

public class SettingsTextTest {

  private final SettingsText form =
      new SettingsText(Map.of("karaf.data", "/d\\a$1")::get, Map.of("PORT", "1234")::get);

  @Test
  public void linesAreKeysAndValues() {
    assertThat(form.read("# what\nname = s3 \n\nempty =\nbucket\\:a=ü\n"))
        .containsOnly(Map.entry("name", "s3"), Map.entry("empty", ""), Map.entry("bucket:a", "ü"));
  }

  @Test
  public void variablesStandForValues() {
    assertThat(form.read("path = ${karaf.data}/blobs")).containsEntry("path", "/d\\a$1/blobs");
    assertThat(form.read("port = ${env:PORT}")).containsEntry("port", "1234");
    assertThat(form.read("port = ${env:NONE:-9}")).containsEntry("port", "9");
    assertThat(form.read("port = $[env:PORT;type=Integer;default=9]"))
        .containsEntry("port", "1234");
    assertThat(form.read("port = $[env:NONE;type=Integer;default=9]")).containsEntry("port", "9");
    assertThat(form.read("a = $[secret:x]")).containsEntry("a", "$[secret:x]");
  }

  @Test
  public void aVariableThatStandsForNothingIsSaid() {
    assertThatThrownBy(() -> form.read("path = ${karaf.date}/blobs"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("karaf.date");
  }
}
