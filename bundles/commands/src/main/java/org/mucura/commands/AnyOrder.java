package org.mucura.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.parsing.DefaultParser;

/**
 * Lets the options of a command stand wherever they are written: Karaf takes what stands behind the
 * first argument for a further argument. Here options are put in front.
 */
@Service
public final class AnyOrder extends DefaultParser {

  /** The options behind which a value stands. */
  static final Set<String> WITH_VALUE =
      Set.of("--hand-over-to", "--home-bucket", "--limit", "--pass-phrase-file", "--run");

  @Override
  public String preprocess(Session session, CommandLine line) {
    String[] words = line.getArguments();
    List<String> options = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      boolean option = words[i].startsWith("--");
      (option ? options : arguments).add(words[i]);
      if (WITH_VALUE.contains(words[i]) && i + 1 < words.length) {
        i++;
        options.add(words[i]);
      }
    }
    List<String> ordered = new ArrayList<>();
    ordered.add(words[0]);
    ordered.addAll(options);
    ordered.addAll(arguments);
    return String.join(" ", ordered);
  }
}
