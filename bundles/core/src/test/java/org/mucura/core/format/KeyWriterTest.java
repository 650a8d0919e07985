package org.mucura.core.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.Test;
import org.mucura.spi.Bytes;

public class KeyWriterTest {

  private static final String[] LETTERS = {
    "\0",
    "\0\0",
    "\u0001",
    "a",
    "b",
    "/",
    "\u007f",
    "\u00e9",
    "\u20ac",
    "\ud7ff",
    "\ue000",
    "\uffff",
    "\ud83d\ude00",
    "\udbff\udfff"
  };

  private final Random random = new Random(20261122);

  private String text() {
    StringBuilder text = new StringBuilder();
    int letters = random.nextInt(6);
    for (int i = 0; i < letters; i++) {
      text.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return text.toString();
  }

  private static Bytes key(String text, long suffix) {
    return KeyWriter.of(RecordType.VERSION).text(text).descending(suffix).key();
  }

  @Test
  public void keysSortAsTheUtf8BytesOfTheirTexts() {
    for (int i = 0; i < 50_000; i++) {
      String a = text();
      String b = text();
      int expected =
          Integer.signum(
              Arrays.compareUnsigned(
                  a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
      if (expected != 0) {
        int actual = key(a, random.nextInt(9)).compareTo(key(b, random.nextInt(9)));
        assertThat(Integer.signum(actual)).as("%s and %s", a, b).isEqualTo(expected);
      }
    }
  }

  @Test
  public void ofOneTextTheGreatestNumberComesFirst() {
    assertThat(key("a", 2)).isLessThan(key("a", 1));
    assertThat(key("a", Long.MAX_VALUE)).isLessThan(key("a", 0));
  }

  @Test
  public void whatWasWrittenIsRead() {
    for (int i = 0; i < 10_000; i++) {
      String text = text();
      long number = random.nextLong() & Long.MAX_VALUE;
      Bytes raw = Bytes.copyOf((byte) random.nextInt(), (byte) 0, (byte) random.nextInt());
      Bytes key =
          KeyWriter.of(RecordType.PART)
              .raw(raw)
              .text(text)
              .number(i, 2)
              .descending(number)
              .text(text)
              .key();
      KeyReader reader = new KeyReader(RecordType.PART, key);
      assertThat(reader.raw(3)).isEqualTo(raw);
      assertThat(reader.text()).isEqualTo(text);
      assertThat(reader.number(2)).isEqualTo(i);
      assertThat(reader.descending()).isEqualTo(number);
      assertThat(reader.text()).isEqualTo(text);
    }
  }

  @Test
  public void aPrefixHoldsExactlyTheTextsThatBeginWithIt() {
    for (int i = 0; i < 50_000; i++) {
      String prefix = text();
      String text = text();
      KeyRange range = KeyRange.ofPrefix(KeyWriter.of(RecordType.OBJECT).textPrefix(prefix).key());
      Bytes key = KeyWriter.of(RecordType.OBJECT).text(text).key();
      boolean inside =
          key.compareTo(range.after()) > 0
              && (range.before().length() == 0 || key.compareTo(range.before()) < 0);
      assertThat(inside).as("%s in %s", text, prefix).isEqualTo(text.startsWith(prefix));
      assertThat(key).isNotEqualTo(range.after()).isNotEqualTo(range.before());
    }
  }

  @Test
  public void refusesWhatItCannotSay() {
    KeyWriter writer = KeyWriter.of(RecordType.OBJECT);
    assertThatThrownBy(() -> writer.text("\ud800")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.number(1 << 16, 2))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.number(-1, 8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> writer.descending(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  public void readsNoKeyOfAnotherTypeAndNoneThatIsCut() {
    Bytes key = KeyWriter.of(RecordType.OBJECT).text("a").key();
    assertThatThrownBy(() -> new KeyReader(RecordType.PART, key))
        .isInstanceOf(CorruptRecordException.class);
    KeyReader reader = new KeyReader(RecordType.OBJECT, Bytes.copyOf((byte) 'O', (byte) 'a'));
    assertThatThrownBy(reader::text).isInstanceOf(CorruptRecordException.class);
  }

  @Test
  public void behindAPrefixOfTheGreatestBytesIsNothing() {
    assertThat(KeyRange.behindPrefix(Bytes.hex("ffff"))).isEqualTo(Bytes.EMPTY);
    assertThat(KeyRange.behindPrefix(Bytes.hex("00ff"))).isEqualTo(Bytes.hex("01"));
    assertThat(KeyRange.behindPrefix(Bytes.hex("0001"))).isEqualTo(Bytes.hex("0002"));
  }
}
