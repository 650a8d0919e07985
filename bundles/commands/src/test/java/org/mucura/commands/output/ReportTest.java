package org.mucura.commands.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.Test;

public class ReportTest {

  private static Report<String> words() {
    return new Report<String>("words", "There are no words")
        .column("Word", "word", word -> word)
        .member("length", String::length)
        .shown("First", word -> word.substring(0, 1))
        .column("Odd", "odd", word -> word.length() % 2 == 1)
        .column("None", "none", word -> Optional.empty());
  }

  @Test
  public void peopleSeeATableAndProgramsAnArray() {
    Report<String> report = words().addAll(List.of("ape", "bear"));

    assertThat(said(out -> report.print(out, false)))
        .containsPattern("Word\\W+First\\W+Odd\\W+None")
        .containsPattern("ape\\W+a\\W+yes")
        .containsPattern("bear\\W+b\\W+no")
        .doesNotContain("length");
    assertThat(said(out -> report.print(out, true)))
        .isEqualTo(
            "{\"words\":[{\"word\":\"ape\",\"length\":3,\"odd\":true,\"none\":null},"
                + "{\"word\":\"bear\",\"length\":4,\"odd\":false,\"none\":null}]}\n");
  }

  @Test
  public void nothingIsSaidInWordsAndIsAnEmptyArray() {
    assertThat(said(out -> words().print(out, false))).contains("There are no words");
    assertThat(said(out -> words().print(out, true))).isEqualTo("{\"words\":[]}\n");
  }

  @Test
  public void whatAClientNamedMovesNoCursor() {
    Report<String> report = words().addAll(List.of("a\u001b[2Jb\n"));

    assertThat(said(out -> report.print(out, false))).contains("a\\u001b[2Jb\\u000a");
  }

  @Test
  public void aSheetIsLinesAndTablesOrOneObject() {
    Sheet sheet =
        new Sheet()
            .line("name", "name", "marie")
            .text("only people", "see this")
            .member("onlyPrograms", 1)
            .line("nothing", "nothing", Optional.empty())
            .table(words());

    assertThat(said(out -> sheet.print(out, false)))
        .startsWith("name:        marie\nonly people: see this\nnothing:\n\n")
        .contains("There are no words");
    assertThat(said(out -> sheet.print(out, true)))
        .isEqualTo("{\"name\":\"marie\",\"onlyPrograms\":1,\"nothing\":null,\"words\":[]}\n");
  }

  @Test
  public void agesAreToldInTheirLargestUnits() {
    assertThat(Age.tell(Duration.ofSeconds(-1))).isEqualTo("0 s");
    assertThat(Age.tell(Duration.ofSeconds(59))).isEqualTo("59 s");
    assertThat(Age.tell(Duration.ofMinutes(59))).isEqualTo("59 min");
    assertThat(Age.tell(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
    assertThat(Age.tell(Duration.ofHours(100))).isEqualTo("4 d 4 h");
  }

  private static String said(Consumer<PrintStream> print) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    print.accept(new PrintStream(said, true, UTF_8));
    return said.toString(UTF_8).replaceAll("\u001b\\[[0-9;]*m", "");
  }
}
