package org.mucura.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.mucura.core.backup.BackupCheck;
import org.mucura.core.backup.BackupResult;

/**
 * {@code mucura:restore}. A gateway that runs has an account and keys, so it is not empty and
 * nothing can be restored into it; what can be done is to make sure that it will work.
 */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "restore",
    description = "Verifies that a backup can be restored, and says by which command that is done",
    detailedDescription =
        """
        Reads all that a restore would read and compares it with its checksums. Nothing is \
        changed: a backup is restored into a new folder, by ./run --restore, before a gateway \
        serves from it. What is damaged or missing is named, and the exit status is 1.

        Examples:
          mucura:restore /backup/mucura
          mucura:restore /backup/mucura --run 12 --json
        """)
@SuppressWarnings("NullAway.Init")
public final class CheckBackup extends AdminAction {

  @Argument(
      name = "folder",
      description = "The whole path of the folder with the backup, on the gateway's machine",
      required = true)
  String folder;

  @Option(name = "--run", description = "The run whose state is wanted; without it the last one")
  @Nullable String run;

  @Option(name = "--json", description = JSON)
  boolean json;

  @Override
  void act() throws IOException {
    Path path = Path.of(folder);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("name the folder by its whole path: " + folder);
    }
    OptionalInt wanted = run == null ? OptionalInt.empty() : OptionalInt.of(number("--run", run));
    Consumer<String> listener = json ? said -> {} : said -> say("%s", said);
    BackupResult last = new BackupCheck(path).run(wanted, listener);
    String command =
        "./run --restore %s%s --pass-phrase-file FILE --data NEW"
            .formatted(word(path), run == null ? "" : " --run " + last.run());
    if (json) {
      out().println(MakeBackup.object(last).with("folder", folder).with("command", command));
      return;
    }
    say("");
    say("The backup is whole. It is restored into a new folder, before a gateway serves from it:");
    say("  %s", command);
  }

  /** As a shell takes it for one word. */
  private static String word(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9._/@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
