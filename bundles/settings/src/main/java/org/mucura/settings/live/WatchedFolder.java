package org.mucura.settings.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mucura.settings.file.SettingsName;
import org.mucura.settings.file.SettingsText;

/**
 * The files of a folder, read when they have changed and then stay as they are from one look to the
 * next: so that none is taken that is just being written. One thread's.
 */
public final class WatchedFolder {

  private final Path folder;
  private final SettingsText form;
  private Map<Path, Version> before = new HashMap<>();
  private final Map<Path, Version> read = new HashMap<>();
  private final Map<Path, WrittenSettings> settings = new TreeMap<>();

  private record Version(FileTime changed, long size, Object file) {}

  /** Reads nothing yet. */
  public WatchedFolder(Path folder, SettingsText form) {
    this.folder = folder;
    this.form = form;
  }

  /**
   * Looks for changes.
   *
   * @param first whether files are taken as they are, for nobody can be writing yet
   * @return all settings, if some changed since the look before
   * @throws IOException if the folder cannot be read; then what was read before holds
   */
  public Optional<Map<SettingsName, WrittenSettings>> look(boolean first) throws IOException {
    Map<Path, Version> now = versions();
    boolean changed = first;
    for (Map.Entry<Path, Version> file : now.entrySet()) {
      Version version = file.getValue();
      boolean quiet = first || version.equals(before.get(file.getKey()));
      if (quiet && !version.equals(read.put(file.getKey(), version))) {
        settings.put(file.getKey(), read(file.getKey()));
        changed = true;
      }
    }
    for (Path gone : List.copyOf(read.keySet())) {
      // some programs take a file away before they write it anew
      if (!now.containsKey(gone) && !before.containsKey(gone)) {
        read.remove(gone);
        settings.remove(gone);
        changed = true;
      }
    }
    before = now;
    return changed ? Optional.of(byName()) : Optional.empty();
  }

  /** Two files for the same settings are a mistake: nobody knows which of them is meant. */
  private Map<SettingsName, WrittenSettings> byName() {
    Map<SettingsName, Path> files = new HashMap<>();
    Map<SettingsName, WrittenSettings> all = new HashMap<>();
    settings.forEach(
        (file, written) -> {
          SettingsName name = name(file).orElseThrow();
          Path other = files.putIfAbsent(name, file);
          all.put(name, other == null ? written : WrittenSettings.twice(other, file));
        });
    return Map.copyOf(all);
  }

  private Map<Path, Version> versions() throws IOException {
    Map<Path, Version> versions = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> name(path).isPresent()).toList()) {
        version(file).ifPresent(version -> versions.put(file, version));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return versions;
  }

  /** Empty if the file has just gone. */
  private static Optional<Version> version(Path file) throws IOException {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      Object key = is.fileKey();
      return Optional.of(new Version(is.lastModifiedTime(), is.size(), key == null ? file : key));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private WrittenSettings read(Path file) {
    try {
      return new WrittenSettings(form.read(Files.readString(file)), "");
    } catch (CharacterCodingException e) {
      return new WrittenSettings(Map.of(), "it is not in UTF-8");
    } catch (IOException e) {
      return new WrittenSettings(Map.of(), "cannot be read: " + e);
    } catch (IllegalArgumentException e) {
      return new WrittenSettings(Map.of(), "cannot be read: " + e.getMessage());
    }
  }

  private static Optional<SettingsName> name(Path file) {
    return SettingsName.ofFile(file.getFileName().toString());
  }
}
