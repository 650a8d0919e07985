package org.mucura.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
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
    description = "Verifies that a backup can be restored, and says by which command that is done")
@SuppressWarnings("NullAway.Init")
public final class CheckBackup extends AdminAction {

  @Argument(name = "folder", description = "The folder with the backup", required = true)
  String folder;

  /** As text: the shell does not hand every number over as one. */
  @Option(name = "--run", description = "The run whose state is wanted; without it the last one")
  @Nullable String run;

  @Override
  void act() throws IOException {
    OptionalInt number = OptionalInt.empty();
    if (run != null) {
      if (!run.matches("[0-9]{1,6}")) {
        throw new IllegalArgumentException("--run is a number of up to six digits, not " + run);
      }
      number = OptionalInt.of(Integer.parseInt(run));
    }
    Path path = Path.of(folder).toAbsolutePath();
    BackupResult last = new BackupCheck(path).run(number, said -> say("%s", said));
    say("");
    say("The backup is whole. It is restored into a new folder, before a gateway serves from it:");
    say(
        "  ./run --restore %s%s --pass-phrase-file FILE --data NEW",
        path, run == null ? "" : " --run " + last.run());
  }
}
