package org.mucura.settings.description;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class SettingTest {

  private static final Setting PORT = number(ValueType.INTEGER, 0, Optional.of(65535L));

  @Test
  public void aNumberIsReadWithinItsRange() {
    assertThat(PORT.read("0")).contains(0);
    assertThat(PORT.read(" 65535 ")).contains(65535);
    assertThat(PORT.read("65536")).isEmpty();
    assertThat(PORT.read("-1")).isEmpty();
    assertThat(PORT.right()).isEqualTo("a whole number from 0 to 65535");
  }

  @Test
  public void whatIsNoNumberIsNotZero() {
    for (String text : List.of("abc", "", "1.5", "9000x", "99999999999999999999", "${x}")) {
      assertThat(PORT.read(text)).as(text).isEmpty();
    }
  }

  @Test
  public void aRangeWithoutAnEndIsThatOfTheType() {
    Setting count = number(ValueType.INTEGER, 1, Optional.empty());
    assertThat(count.read("2147483648")).isEmpty();
    assertThat(count.right()).isEqualTo("a whole number from 1 to 2147483647");
    Setting bytes = number(ValueType.LONG, 1, Optional.empty());
    assertThat(bytes.read("2147483648")).contains(2147483648L);
    assertThat(bytes.right()).isEqualTo("a whole number, 1 or more");
  }

  @Test
  public void aTruthIsOneOfTwo() {
    Setting flag = setting("flag", ValueType.BOOLEAN, false, List.of());
    assertThat(flag.read("true")).contains(true);
    assertThat(flag.read("FALSE")).contains(false);
    assertThat(flag.read("yes")).isEmpty();
    assertThat(flag.right()).isEqualTo("true or false");
  }

  @Test
  public void anOptionIsOneOfThose() {
    Setting option = setting("certificates", ValueType.STRING, false, List.of("none", "want"));
    assertThat(option.read("want")).contains("want");
    assertThat(option.read("need")).isEmpty();
    assertThat(option.right()).isEqualTo("one of none, want");
  }

  @Test
  public void aListIsSeparatedByCommas() {
    Setting stores = setting("stores", ValueType.STRING, true, List.of());
    assertThat((String[]) stores.read("a, b,").orElseThrow()).containsExactly("a", "b");
    assertThat(stores.read(" , ")).isEmpty();
  }

  @Test
  public void theNameOfAnInstanceIsThatOfTheSpi() {
    Setting name = setting("name", ValueType.STRING, false, List.of());
    assertThat(name.read("s3-tls")).contains("s3-tls");
    assertThat(name.read("S3 TLS")).isEmpty();
  }

  private static Setting number(ValueType type, long min, Optional<Long> max) {
    return new Setting(
        "number", "", "", type, false, true, Optional.empty(), Optional.of(min), max, List.of());
  }

  private static Setting setting(String id, ValueType type, boolean list, List<String> options) {
    return new Setting(
        id,
        "",
        "",
        type,
        list,
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        options);
  }
}
