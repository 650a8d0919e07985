package org.mucura.s3.request;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.S3Exception;
import org.mucura.s3.failure.Failures;
import org.mucura.wire.ErrorCode;

/**
 * The header that names the object to be copied: {@code bucket/key}, percent-encoded where the
 * client took the trouble, with or without a slash before it, perhaps with {@code ?versionId=}
 * behind it.
 */
final class CopySourceHeader {

  static final String NAME = "x-amz-copy-source";

  private static final String VERSION = "?versionId=";

  private CopySourceHeader() {}

  static ObjectName parse(HttpFields headers) {
    String value = headers.get(NAME);
    if (value == null) {
      throw Failures.invalidArgument(NAME, "", "There is no copy source.");
    }
    value = escaped(value);
    int version = value.lastIndexOf(VERSION);
    if (version >= 0 && !value.substring(version + VERSION.length()).equals("null")) {
      throw new S3Exception(
          ErrorCode.NOT_IMPLEMENTED, "Copying from a version of an object is not implemented.");
    }
    String encoded = version >= 0 ? value.substring(0, version) : value;
    ObjectName name;
    try {
      name = ObjectName.parse(encoded.startsWith("/") ? encoded.substring(1) : encoded);
    } catch (S3Exception malformed) {
      if (malformed.code() == ErrorCode.INVALID_URI) {
        throw Failures.invalidArgument(NAME, value, "Invalid copy source encoding.");
      }
      throw malformed;
    }
    if (name.bucket().isEmpty() || name.key().isEmpty()) {
      throw Failures.invalidArgument(NAME, value, "Invalid copy source object key");
    }
    return name;
  }

  /** Percent-encodes what is no ASCII: the server takes each byte of a header for a character. */
  private static String escaped(String received) {
    StringBuilder escaped = new StringBuilder(received.length());
    for (byte b : received.getBytes(StandardCharsets.ISO_8859_1)) {
      if (b < 0) {
        escaped.append('%').append(HexFormat.of().toHexDigits(b));
      } else {
        escaped.append((char) b);
      }
    }
    return escaped.toString();
  }
}
