package org.mucura.commands.output;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.mucura.wire.json.JsonObject;

/**
 * A list of things of one kind: a table for people, and an array of objects for programs.
 *
 * @param <T> what is listed
 */
public final class Report<T> {

  private final String name;
  private final String none;
  private final List<Column<T>> columns = new ArrayList<>();
  private final List<T> rows = new ArrayList<>();

  /** Without a title it is for programs alone, without a name for people. */
  private record Column<T>(String title, String name, Function<T, @Nullable Object> value) {}

  /**
   * Of nothing yet.
   *
   * @param name of the array
   * @param none what people are told if there is nothing
   */
  public Report(String name, String none) {
    this.name = name;
    this.none = none;
  }

  /**
   * A column that people and programs see.
   *
   * @param member its name; never given another meaning
   */
  public Report<T> column(String title, String member, Function<T, @Nullable Object> value) {
    columns.add(new Column<>(title, member, value));
    return this;
  }

  /** What only programs are told. */
  public Report<T> member(String member, Function<T, @Nullable Object> value) {
    return column("", member, value);
  }

  /** What only people are told. */
  public Report<T> shown(String title, Function<T, @Nullable Object> value) {
    columns.add(new Column<>(title, "", value));
    return this;
  }

  /** Lists one more. */
  public void add(T row) {
    rows.add(row);
  }

  /** Lists them all. */
  public Report<T> addAll(List<T> more) {
    rows.addAll(more);
    return this;
  }

  String name() {
    return name;
  }

  List<JsonObject> objects() {
    return rows.stream().map(this::object).toList();
  }

  private JsonObject object(T row) {
    JsonObject object = new JsonObject();
    columns.stream()
        .filter(column -> !column.name().isEmpty())
        .forEach(column -> object.with(column.name(), column.value().apply(row)));
    return object;
  }

  /** Shows it as the one JSON document, or as a table. */
  public void print(PrintStream out, boolean json) {
    if (json) {
      out.println(new JsonObject().with(name, objects()));
    } else {
      printTable(out);
    }
  }

  void printTable(PrintStream out) {
    List<Column<T>> shown = columns.stream().filter(c -> !c.title().isEmpty()).toList();
    ShellTable table = new ShellTable().emptyTableText(none);
    shown.forEach(column -> table.column(column.title()));
    for (T row : rows) {
      table
          .addRow()
          .addContent(shown.stream().<Object>map(c -> cell(c.value().apply(row))).toList());
    }
    table.print(out);
  }

  /** As people see it. */
  static String cell(@Nullable Object value) {
    Object held = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    if (held instanceof Boolean yes) {
      return yes ? "yes" : "no";
    }
    return held == null ? "" : printable(held.toString());
  }

  /** What a client named it must not move the cursor of an administrator. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c ->
                printable.append(
                    Character.isISOControl(c) ? "\\u%04x".formatted(c) : String.valueOf((char) c)));
    return printable.toString();
  }
}
