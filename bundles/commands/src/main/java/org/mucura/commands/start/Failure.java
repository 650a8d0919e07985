package org.mucura.commands.start;

import java.util.List;

/**
 * Reads the reason out of the stack trace that Declarative Services keeps of a failed activation.
 */
final class Failure {

  private static final String CAUSE = "Caused by: ";

  private Failure() {}

  /**
   * The message of the outermost exception that says something of its own, in one line: not one
   * that merely repeats its cause.
   */
  static String reason(String stackTrace) {
    List<String> throwables =
        stackTrace
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("\t"))
            .map(line -> line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line)
            .toList();
    for (int i = 0; i < throwables.size(); i++) {
      String message = message(throwables.get(i));
      boolean repeats =
          i + 1 < throwables.size() && throwables.get(i).endsWith(throwables.get(i + 1));
      if (!message.isEmpty() && !repeats) {
        return message;
      }
    }
    return throwables.isEmpty() ? "unknown reason" : throwables.get(throwables.size() - 1);
  }

  /** Of an Error the name as well, for its message alone is often but a class's name. */
  private static String message(String throwable) {
    int colon = throwable.indexOf(": ");
    String type = colon < 0 ? throwable : throwable.substring(0, colon);
    return type.endsWith("Error")
        ? throwable
        : colon < 0 ? "" : throwable.substring(colon + 2).strip();
  }
}
