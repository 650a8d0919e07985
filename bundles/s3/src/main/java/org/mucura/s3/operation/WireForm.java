package org.mucura.s3.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mucura.wire.QueryString;

/**
 * What the requests of an operation look like.
 *
 * @param method in upper case
 * @param level what the path addresses
 * @param parameters which the query must have
 * @param header which there must be, by its lower-case name
 */
public record WireForm(
    String method, Level level, List<Parameter> parameters, Optional<String> header) {

  /**
   * A parameter of the query.
   *
   * @param value the only one that counts; any if empty
   */
  public record Parameter(String name, Optional<String> value) {

    @Override
    public String toString() {
      return value.map(v -> name + "=" + v).orElse(name);
    }
  }

  public WireForm {
    parameters = List.copyOf(parameters);
  }

  /** Reads the notation of {@link #toString}. */
  static WireForm parse(String text) {
    String[] words = text.split(" ", -1);
    int query = words[1].indexOf('?');
    String path = query < 0 ? words[1] : words[1].substring(0, query);
    return new WireForm(
        words[0],
        switch (path) {
          case "/" -> Level.SERVICE;
          case "/b" -> Level.BUCKET;
          case "/b/k" -> Level.OBJECT;
          default -> throw new IllegalArgumentException(text);
        },
        query < 0 ? List.of() : parameters(words[1].substring(query + 1)),
        words.length > 2 ? Optional.of(words[2]) : Optional.empty());
  }

  private static List<Parameter> parameters(String query) {
    return Arrays.stream(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .map(
            pair ->
                new Parameter(pair[0], Optional.of(pair).filter(p -> p.length > 1).map(p -> p[1])))
        .toList();
  }

  /** Whether all that this form demands is there; there may be more. */
  boolean matches(QueryString query, Predicate<String> hasHeader) {
    for (Parameter parameter : parameters) {
      if (!query.contains(parameter.name())
          || (parameter.value().isPresent()
              && !parameter.value().equals(query.first(parameter.name())))) {
        return false;
      }
    }
    return header.isEmpty() || hasHeader.test(header.get());
  }

  /**
   * How much this form demands: of two that match a request, the one that demands more is meant.
   */
  int demands() {
    return parameters.size() + (header.isPresent() ? 1 : 0);
  }

  boolean names(String parameter) {
    return parameters.stream().anyMatch(p -> p.name().equals(parameter));
  }

  /**
   * For instance {@code PUT /b/k?partNumber&uploadId x-amz-copy-source}, where b stands for a
   * bucket and k for a key.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(method);
    text.append(
        switch (level) {
          case SERVICE -> " /";
          case BUCKET -> " /b";
          case OBJECT -> " /b/k";
        });
    for (int i = 0; i < parameters.size(); i++) {
      text.append(i == 0 ? '?' : '&').append(parameters.get(i));
    }
    header.ifPresent(name -> text.append(' ').append(name));
    return text.toString();
  }
}
