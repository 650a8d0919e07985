package org.mucura.settings.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.Test;

public class MetatypeReaderTest {

  @Test
  public void aPartAndItsSettingsAreRead() {
    SettingGroup group = Described.admission();
    assertThat(group.pid()).isEqualTo("org.mucura.s3.admission");
    assertThat(group.factory()).isFalse();
    assertThat(group.name()).isEqualTo("Overload");
    Setting reads = group.find("readsMax").orElseThrow();
    assertThat(reads.type()).isEqualTo(ValueType.INTEGER);
    assertThat(reads.min()).contains(0L);
    assertThat(reads.max()).contains(65536L);
    assertThat(reads.defaultValue()).contains("0");
    assertThat(reads.required()).isTrue();
    assertThat(group.find("domains").orElseThrow().required()).isFalse();
  }

  @Test
  public void aFactoryIsRead() {
    SettingGroup group = Described.listener();
    assertThat(group.factory()).isTrue();
    assertThat(group.find("port").orElseThrow().defaultValue()).isEmpty();
    assertThat(group.find("hosts").orElseThrow().list()).isTrue();
    assertThat(group.find("clients").orElseThrow().options()).containsExactly("none", "want");
  }

  @Test
  public void whatIsNoSuchDocumentIsSaid() {
    assertThatThrownBy(() -> MetatypeReader.read(new ByteArrayInputStream(new byte[] {'x'})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no metatype document");
  }
}
