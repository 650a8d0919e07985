package org.mucura.s3.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The domains below which a host name stands for a bucket: with {@code s3.example.org}, {@code
 * data.s3.example.org} is the bucket {@code data}. Under any other host the bucket is in the path.
 */
public final class BaseDomains {

  /** Each with a dot before it. */
  private final List<String> suffixes;

  /**
   * @param domains for instance {@code s3.example.org}; of two that fit the longer one counts
   */
  public BaseDomains(String... domains) {
    this.suffixes =
        Arrays.stream(domains)
            .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
            .filter(domain -> !domain.isEmpty())
            .map(domain -> "." + domain)
            .sorted((a, b) -> b.length() - a.length())
            .toList();
  }

  /**
   * The bucket that an authority names.
   *
   * @param authority a host and perhaps a port
   */
  Optional<String> bucketOf(String authority) {
    if (suffixes.isEmpty()) {
      return Optional.empty();
    }
    int port = authority.lastIndexOf(':');
    String host = port > authority.lastIndexOf(']') ? authority.substring(0, port) : authority;
    String lower = host.toLowerCase(Locale.ROOT);
    String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    return suffixes.stream()
        .filter(suffix -> name.length() > suffix.length() && name.endsWith(suffix))
        .findFirst()
        .map(suffix -> name.substring(0, name.length() - suffix.length()));
  }
}
