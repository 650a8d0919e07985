package org.mucura.commands;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.Parsing;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.key.PassPhrase;
import org.mucura.core.key.PasswordFile;

/** {@code mucura:key-export}. */
@Service
@Parsing(AnyOrder.class)
@Command(
    scope = "mucura",
    name = "key-export",
    description = "Writes all master keys into a new keystore (PKCS#12) under a pass phrase")
@SuppressWarnings("NullAway.Init")
public final class ExportMasterKeys extends AdminAction {

  @Argument(
      name = "file",
      description = "The file's whole path on the gateway's machine; must not be there yet",
      required = true)
  String file;

  @Option(
      name = "--pass-phrase-file",
      description = "A file whose first line is the pass phrase; without it you are asked for one")
  @Nullable String passPhraseFile;

  @Reference MasterKeys keys;

  @Override
  void act() throws IOException {
    Path path = Path.of(file);
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("name the file by its whole path: " + file);
    }
    char[] passPhrase = passPhrase();
    try {
      PassPhrase.requireLength(passPhrase.length);
      keys.export(path, passPhrase);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(path + " is there already; name another file", e);
    } finally {
      Arrays.fill(passPhrase, ' ');
    }
    say("the master keys are in %s", path);
  }

  private char[] passPhrase() throws IOException {
    if (passPhraseFile != null) {
      return PasswordFile.read(Path.of(passPhraseFile)).toCharArray();
    }
    String first = session.readLine("Pass phrase: ", '*');
    if (!first.equals(session.readLine("Once more: ", '*'))) {
      throw new IllegalArgumentException("these were two different pass phrases");
    }
    // as it would be read from a file when the keystore is opened
    return first.strip().toCharArray();
  }
}
