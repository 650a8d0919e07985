package org.mucura.wire;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Which names a bucket may have: those of general purpose buckets in AWS.
 *
 * <p>Every such name is also a DNS label or several, so that it can stand in a host name; and none
 * can be {@code -}, below which the gateway keeps its own paths.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket
 *     naming rules</a>
 */
public final class BucketName {

  /** Labels of letters, digits and inner hyphens, joined by single dots. */
  private static final Pattern LABELS =
      Pattern.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*+");

  private static final Pattern IPV4 = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  /** AWS keeps these for itself, and its clients treat such names unlike other buckets. */
  private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");

  private static final List<String> RESERVED_SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketName() {}

  /** Whether a bucket may be created with this name. */
  public static boolean isValid(String name) {
    return name.length() >= 3
        && name.length() <= 63
        && LABELS.matcher(name).matches()
        && !IPV4.matcher(name).matches()
        && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
        && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith);
  }
}
