package org.mucura.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.mucura.core.backup.Backup;
import org.mucura.core.backup.BackupOrder;
import org.mucura.core.backup.BackupResult;
import org.mucura.core.key.PasswordFile;
import org.mucura.wire.json.JsonObject;

/** {@code mucura:backup}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "backup",
    description =
        "Copies metadata, contents and master keys into a folder, while requests are served",
    detailedDescription =
        """
        The first backup into a folder copies everything, each later one only what changed. \
        Either --pass-phrase-file or --without-keys is needed. The exit status is 1 if contents \
        could not be read: the backup is kept, without them.

        Examples:
          mucura:backup /backup/mucura --pass-phrase-file /safe/pass-phrase
          mucura:backup /backup/mucura --pass-phrase-file /safe/pass-phrase --full --json
          mucura:backup /backup/metadata --without-keys --no-contents
        """)
@SuppressWarnings("NullAway.Init")
public final class MakeBackup extends AdminAction {

  @Argument(
      name = "folder",
      description =
          "The folder's whole path on the gateway's machine; a new one, or that of earlier backups,"
              + " of which only the changes are copied then",
      required = true)
  String folder;

  @Option(
      name = "--pass-phrase-file",
      description =
          "A file whose first line is the pass phrase under which the master keys are put")
  @Nullable String passPhraseFile;

  @Option(
      name = "--without-keys",
      description = "Leaves the master keys out, without which nothing in the backup can be read")
  boolean withoutKeys;

  @Option(
      name = "--no-contents",
      description = "Leaves contents out, for those who back up the content stores otherwise")
  boolean noContents;

  @Option(name = "--full", description = "Copies everything, not only what changed")
  boolean full;

  @Option(name = "--json", description = JSON)
  boolean json;

  @Reference Backup backup;

  @Override
  void act() throws IOException {
    BackupOrder order = new BackupOrder(Path.of(folder), full, !noContents, passPhrase());
    Consumer<String> listener = json ? said -> {} : said -> say("%s", said);
    BackupResult made = backup.run(order, listener);
    if (json) {
      out().println(object(made).with("folder", folder).with("masterKeys", !withoutKeys));
    } else {
      tell(made);
    }
    if (made.lost() > 0) {
      endAsWrong();
    }
  }

  /** What programs are told of a run. */
  static JsonObject object(BackupResult run) {
    return new JsonObject()
        .with("run", run.run())
        .with("full", run.full())
        .with("entries", run.entries())
        .with("changed", run.changed())
        .with("contents", run.blobs())
        .with("bytes", run.bytes())
        .with("lost", run.lost());
  }

  private void tell(BackupResult made) {
    say(
        "run %d, %s: %d of %d entries of the metadata, %d contents of %d bytes",
        made.run(),
        made.full() ? "full" : "incremental",
        made.changed(),
        made.entries(),
        made.blobs(),
        made.bytes());
    if (withoutKeys) {
      say(
          "the master keys are not in it: without a copy of them (mucura:key-export) it is worthless");
    }
    if (made.lost() > 0) {
      say(
          "%d contents could not be read and are not in the backup; mucura:fsck and"
              + " DIR/data/log/mucura.log name them",
          made.lost());
    }
  }

  private Optional<String> passPhrase() throws IOException {
    if (withoutKeys == (passPhraseFile != null)) {
      throw new IllegalArgumentException(
          "give either --pass-phrase-file FILE, under which the master keys are put, or"
              + " --without-keys");
    }
    return passPhraseFile == null
        ? Optional.empty()
        : Optional.of(PasswordFile.read(Path.of(passPhraseFile)));
  }
}
