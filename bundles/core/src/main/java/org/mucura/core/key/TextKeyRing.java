package org.mucura.core.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.mucura.core.file.FileLock;
import org.mucura.core.file.PrivateFile;

/**
 * A key ring in a file of text that its owner alone may read: a line for each key, its id and its
 * bytes in hexadecimal digits. The ids are computed from the keys, so that a line that was changed
 * is found out.
 */
final class TextKeyRing implements KeyRingStore {

  private static final String HEAD =
      """
      # The master keys of Mucura. Whoever has them can read all contents; without them nobody can.
      # Keep a copy elsewhere: mucura:key-export
      """;
  private static final String VERSION = "mucura-master-keys 1";

  private final Path file;

  TextKeyRing(Path file) {
    this.file = file;
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public Optional<KeyRing> read() throws IOException {
    List<String> lines;
    try {
      PrivateFile.requirePrivate(file);
      lines = Files.readAllLines(file, UTF_8);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    List<MasterKey> keys = new ArrayList<>();
    boolean versioned = false;
    int number = 0;
    for (String line : lines) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (versioned) {
        keys.add(key(line.strip(), number));
      } else if (!line.strip().equals(VERSION)) {
        throw new IOException(file + " is no file of master keys, or of a later release");
      }
      versioned = true;
    }
    if (keys.isEmpty()) {
      throw new IOException(file + " has no key");
    }
    return Optional.of(new KeyRing(keys));
  }

  private MasterKey key(String line, int number) throws IOException {
    String[] words = line.split(" +", -1);
    if (words.length == 2 && words[1].length() == 2 * AesKey.LENGTH) {
      try {
        MasterKey key = MasterKey.of(AesKey.wrap(HexFormat.of().parseHex(words[1])));
        if (key.id().equals(words[0])) {
          return key;
        }
      } catch (IllegalArgumentException notHexadecimal) {
        // falls through without its message, which tells of the line
      }
    }
    // no word of it, which may be a part of the key
    throw new IOException("line " + number + " of " + file + " is damaged");
  }

  @Override
  public Closeable lock() throws IOException {
    return FileLock.of(file);
  }

  @Override
  public void create(KeyRing ring) throws IOException {
    PrivateFile.create(file, text(ring).getBytes(UTF_8));
  }

  @Override
  public void replace(KeyRing ring) throws IOException {
    PrivateFile.write(file, text(ring).getBytes(UTF_8));
  }

  private static String text(KeyRing ring) {
    StringBuilder text = new StringBuilder(HEAD).append(VERSION).append('\n');
    for (MasterKey key : ring.keys()) {
      String digits = HexFormat.of().formatHex(key.key().getEncoded());
      text.append(key.id()).append(' ').append(digits).append('\n');
    }
    return text.toString();
  }
}
