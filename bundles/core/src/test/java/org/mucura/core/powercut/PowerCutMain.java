package org.mucura.core.powercut;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Checks folders as power cuts left them, one after the other. Each line of standard input is the
 * folder of a gateway, a tab, and a file as {@link Expected} describes it; each is answered by a
 * line: {@code ok} and how many objects there were, or {@code wrong} and what is. Run by {@code
 * itests/clients/powercut}.
 */
public final class PowerCutMain {

  private PowerCutMain() {}

  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    // nothing else may be said there
    System.setOut(System.err);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      List<String> words = List.of(line.split("\t", -1));
      answers.println(answer(Path.of(words.get(0)), Path.of(words.get(1))));
      answers.flush();
    }
  }

  @SuppressWarnings("CatchingUnchecked")
  private static String answer(Path folder, Path expected) {
    try {
      CutCheck check = new CutCheck(folder, Expected.read(expected));
      List<String> wrong = check.run();
      return wrong.isEmpty() ? "ok " + check.objects() : "wrong " + oneLine(wrong.toString());
    } catch (Exception e) {
      e.printStackTrace();
      return "wrong " + oneLine(e.toString());
    }
  }

  private static String oneLine(String text) {
    return text.lines().reduce("", (all, line) -> all + " " + line).strip();
  }
}
