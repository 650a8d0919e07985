package org.mucura.commands.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mucura.wire.json.JsonObject;

/** What is to be said of one thing: lines and tables for people, one object for programs. */
public final class Sheet {

  private final JsonObject object = new JsonObject();
  private final List<Line> lines = new ArrayList<>();
  private final List<Report<?>> tables = new ArrayList<>();

  private record Line(String label, String text) {}

  /**
   * A line that people and programs see.
   *
   * @param name of the member; never given another meaning
   */
  public Sheet line(String label, String name, @Nullable Object value) {
    object.with(name, value);
    return text(label, Report.cell(value));
  }

  /** What only people are told. */
  public Sheet text(String label, String text) {
    lines.add(new Line(label, text));
    return this;
  }

  /** What only programs are told. */
  public Sheet member(String name, @Nullable Object value) {
    object.with(name, value);
    return this;
  }

  /** A list below the lines; an array among the members. */
  public Sheet table(Report<?> report) {
    object.with(report.name(), report.objects());
    tables.add(report);
    return this;
  }

  /** Shows it as the one JSON document, or as lines and tables. */
  public void print(PrintStream out, boolean json) {
    if (json) {
      out.println(object);
      return;
    }
    int width = lines.stream().mapToInt(line -> line.label().length()).max().orElse(0) + 2;
    for (Line line : lines) {
      String label = line.label() + ":" + " ".repeat(width - line.label().length() - 1);
      out.println((label + line.text()).stripTrailing());
    }
    for (Report<?> table : tables) {
      out.println();
      table.printTable(out);
    }
  }
}
