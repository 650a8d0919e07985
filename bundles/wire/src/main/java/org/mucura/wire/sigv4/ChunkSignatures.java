package org.mucura.wire.sigv4;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The signatures of the chunks of one body and of its trailer, each of which covers the one before
 * it, and the first that of the request. For one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Chunked
 *     upload</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">
 *     Trailing headers</a>
 */
public final class ChunkSignatures {

  private final SigningKey key;
  private final String timeAndScope;
  private String previous;

  /**
   * Begins behind the headers of a request.
   *
   * @param time when the request was signed
   * @param seed the signature of the request
   */
  public ChunkSignatures(SigningKey key, Instant time, String seed) {
    this.key = key;
    this.timeAndScope = Timestamps.format(time) + '\n' + key.scope();
    this.previous = seed;
  }

  /**
   * The signature of the next chunk, the empty last one included.
   *
   * @param sha256 the digest of its data
   */
  public String chunk(byte[] sha256) {
    return next("AWS4-HMAC-SHA256-PAYLOAD", PayloadForm.EMPTY_SHA256 + '\n' + hex(sha256));
  }

  /**
   * The signature of the trailer, which comes after the last chunk.
   *
   * @param sha256 the digest of the {@linkplain #canonicalTrailer canonical form} of its headers
   */
  public String trailer(byte[] sha256) {
    return next("AWS4-HMAC-SHA256-TRAILER", hex(sha256));
  }

  /**
   * The form of trailing headers that is signed: {@code name:value} and a line feed for each,
   * sorted by name.
   *
   * @param headers all of the trailer but its signature; the names in either case
   */
  public static String canonicalTrailer(Map<String, String> headers) {
    TreeMap<String, String> sorted = new TreeMap<>();
    headers.forEach((name, value) -> sorted.put(name.toLowerCase(Locale.ROOT), value));
    StringBuilder canonical = new StringBuilder();
    sorted.forEach(
        (name, value) -> {
          canonical.append(name).append(':');
          CanonicalRequest.appendTrimmed(canonical, value);
          canonical.append('\n');
        });
    return canonical.toString();
  }

  private String next(String kind, String rest) {
    previous = key.sign(kind + '\n' + timeAndScope + '\n' + previous + '\n' + rest);
    return previous;
  }

  private static String hex(byte[] sha256) {
    return HexFormat.of().formatHex(sha256);
  }
}
