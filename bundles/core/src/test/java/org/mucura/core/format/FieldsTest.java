package org.mucura.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Test;
import org.mucura.spi.Bytes;

public class FieldsTest {

  private final Random random = new Random(7);

  private Fields fields() {
    Fields.Builder builder = Fields.builder();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      byte[] value = new byte[random.nextInt(300)];
      random.nextBytes(value);
      builder.bytes(1 + random.nextInt(random.nextBoolean() ? 5 : 1 << 20), Bytes.wrap(value));
    }
    return builder.build();
  }

  @Test
  public void whatWasWrittenIsRead() {
    for (int i = 0; i < 10_000; i++) {
      Fields fields = fields();
      assertThat(Fields.decode(fields.encode())).isEqualTo(fields);
    }
  }

  @Test
  public void numbersOfAllSizes() {
    for (int i = 0; i < 10_000; i++) {
      long number = random.nextLong() >>> (1 + random.nextInt(63));
      Fields fields = Fields.builder().number(1, number).build();
      assertThat(Fields.decode(fields.encode()).needNumber(1)).isEqualTo(number);
    }
  }

  @Test
  public void aRewriteCarriesOnWhatItDoesNotKnow() {
    Fields newer = Fields.builder().number(1, 5).text(99, "new").number(1, 6).build();
    Fields rest = newer.except(Set.of(1));
    Fields rewritten = Fields.builder().number(1, 7).unknown(rest).build();
    assertThat(rewritten.text(99)).contains("new");
    assertThat(rewritten.number(1)).contains(7L);
    assertThat(newer.except(Set.of(1, 99))).isSameAs(Fields.NONE);
  }

  @Test
  public void aTagMayComeAgain() {
    Fields fields = Fields.builder().text(3, "a").text(4, "b").text(3, "c").build();
    assertThat(fields.texts(3)).isEqualTo(List.of("a", "c"));
    assertThat(fields.text(3)).contains("a");
  }

  @Test
  public void aFlagIsThereOrNot() {
    assertThat(Fields.builder().flag(1, true).build().flag(1)).isTrue();
    assertThat(Fields.builder().flag(1, false).build().flag(1)).isFalse();
  }

  @Test
  public void whatIsCutIsCorrupt() {
    Bytes body = Fields.builder().text(1, "abc").build().encode();
    Bytes cut = Bytes.copyOf(java.util.Arrays.copyOf(body.shared(), body.length() - 1));
    assertThatThrownBy(() -> Fields.decode(cut)).isInstanceOf(CorruptRecordException.class);
    assertThatThrownBy(() -> Fields.decode(Bytes.hex("00")))
        .isInstanceOf(CorruptRecordException.class);
    assertThatThrownBy(() -> Fields.NONE.needText(1)).isInstanceOf(CorruptRecordException.class);
  }
}
