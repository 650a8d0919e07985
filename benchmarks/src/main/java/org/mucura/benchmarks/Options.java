package org.mucura.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is to be measured, and how.
 *
 * @param settle a folder whose file system is written out after each turn, so that nobody pays for
 *     what another server left to be written
 */
record Options(
    List<Suite.Measured> suite,
    List<Endpoint> endpoints,
    int rounds,
    int seconds,
    Optional<Path> json,
    Optional<Path> settle) {

  /**
   * Reads {@code --full}, {@code --keys N}, {@code --only REGEX}, {@code --rounds N}, {@code
   * --seconds N}, {@code --json FILE}, {@code --settle FOLDER}; then endpoints, see {@link
   * Endpoint#parse}.
   *
   * @throws IllegalArgumentException if something else is there
   */
  static Options parse(String[] arguments) {
    Parsed parsed = new Parsed();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals("--full")) {
        parsed.full = true;
      } else if (!arguments[i].startsWith("--")) {
        parsed.endpoints.add(Endpoint.parse(arguments[i]));
      } else if (i + 1 < arguments.length) {
        parsed.option(arguments[i], arguments[++i]);
      } else {
        throw new IllegalArgumentException(arguments[i] + " is unknown or needs a value");
      }
    }
    return parsed.options();
  }

  private static final class Parsed {
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Integer> keys = new ArrayList<>();
    private boolean full;
    private Pattern only = Pattern.compile("");
    private int rounds = 3;
    private int seconds = 3;
    private Optional<Path> json = Optional.empty();
    private Optional<Path> settle = Optional.empty();

    void option(String name, String value) {
      switch (name) {
        case "--keys" -> keys.add(Integer.valueOf(value));
        case "--only" -> only = Pattern.compile(value);
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--seconds" -> seconds = Integer.parseInt(value);
        case "--json" -> json = Optional.of(Path.of(value));
        case "--settle" -> settle = Optional.of(Path.of(value));
        default -> throw new IllegalArgumentException("unknown option " + name);
      }
    }

    Options options() {
      List<Suite.Measured> suite = full ? Suite.full(keys) : Suite.brief(keys);
      return new Options(
          suite.stream().filter(measured -> only.matcher(measured.name()).find()).toList(),
          endpoints,
          rounds,
          seconds,
          json,
          settle);
    }
  }
}
