package org.mucura.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a query in the order in which they were sent, decoded once. A name may occur
 * several times; a parameter without an equals sign has the empty value.
 */
public record QueryString(List<Parameter> parameters) {

  /** A query without parameters. */
  public static final QueryString EMPTY = new QueryString(List.of());

  public QueryString {
    parameters = List.copyOf(parameters);
  }

  /** One parameter. */
  public record Parameter(String name, String value) {}

  /**
   * Takes a query apart as S3 does: at ampersands only, a plus sign stands for a space.
   *
   * @param raw what follows the question mark
   * @return empty if an escape is broken or the bytes are not UTF-8
   */
  public static Optional<QueryString> parse(String raw) {
    if (raw.isEmpty()) {
      return Optional.of(EMPTY);
    }
    List<Parameter> parameters = new ArrayList<>();
    for (int start = 0, end; start <= raw.length(); start = end + 1) {
      int next = raw.indexOf('&', start);
      end = next < 0 ? raw.length() : next;
      if (end > start) {
        Optional<Parameter> parameter = parameter(raw.substring(start, end));
        if (parameter.isEmpty()) {
          return Optional.empty();
        }
        parameters.add(parameter.get());
      }
    }
    return Optional.of(new QueryString(parameters));
  }

  private static Optional<Parameter> parameter(String raw) {
    int equals = raw.indexOf('=');
    Optional<String> name = UriEncoding.decodeQuery(equals < 0 ? raw : raw.substring(0, equals));
    Optional<String> value = UriEncoding.decodeQuery(equals < 0 ? "" : raw.substring(equals + 1));
    return name.isPresent() && value.isPresent()
        ? Optional.of(new Parameter(name.get(), value.get()))
        : Optional.empty();
  }

  /** The value of the first parameter of this name. */
  public Optional<String> first(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name().equals(name)) {
        return Optional.of(parameter.value());
      }
    }
    return Optional.empty();
  }

  public boolean contains(String name) {
    return first(name).isPresent();
  }

  /** The same parameters but those of this name. */
  public QueryString without(String name) {
    return contains(name)
        ? new QueryString(parameters.stream().filter(p -> !p.name().equals(name)).toList())
        : this;
  }

  /**
   * The canonical form, which is also a good one to send: each name and value encoded, each pair
   * with an equals sign, sorted by encoded name and then by encoded value.
   */
  public String canonical() {
    if (parameters.isEmpty()) {
      return "";
    }
    List<Parameter> encoded = new ArrayList<>(parameters.size());
    for (Parameter parameter : parameters) {
      encoded.add(
          new Parameter(
              UriEncoding.encode(parameter.name()), UriEncoding.encode(parameter.value())));
    }
    encoded.sort(Comparator.comparing(Parameter::name).thenComparing(Parameter::value));
    StringBuilder canonical = new StringBuilder();
    for (Parameter parameter : encoded) {
      canonical.append(canonical.isEmpty() ? "" : "&");
      canonical.append(parameter.name()).append('=').append(parameter.value());
    }
    return canonical.toString();
  }
}
