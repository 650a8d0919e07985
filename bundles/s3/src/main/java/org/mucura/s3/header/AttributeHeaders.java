package org.mucura.s3.header;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.S3Exception;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.s3.failure.Failures;
import org.mucura.wire.ErrorCode;

/** What the headers of a request say of the object that it makes. */
public final class AttributeHeaders {

  /** The most that user metadata may take, names and values, in bytes of UTF-8. */
  static final int USER_METADATA_MAX = 2 << 10;

  /** The most that all other kept headers may take; AWS allows a whole header section as much. */
  static final int KEPT_MAX = 8 << 10;

  static final String USER_METADATA = "x-amz-meta-";

  /** The content type of an object whose client names none, as AWS has it. */
  private static final String DEFAULT_TYPE = "binary/octet-stream";

  private static final List<String> KEPT =
      List.of(
          "cache-control",
          "content-disposition",
          "content-language",
          "expires",
          "x-amz-website-redirect-location");

  private AttributeHeaders() {}

  /**
   * Reads the attributes of an object.
   *
   * @throws S3Exception {@code MetadataTooLarge}, {@code InvalidStorageClass}
   */
  public static ObjectAttributes parse(HttpFields headers) {
    Map<String, String> kept = new TreeMap<>();
    String type = headers.get("content-type");
    kept.put("content-type", type == null || type.isBlank() ? DEFAULT_TYPE : text(type));
    for (String name : KEPT) {
      String value = headers.get(name);
      if (value != null) {
        kept.put(name, text(value));
      }
    }
    contentEncoding(headers).ifPresent(value -> kept.put("content-encoding", value));
    checkSize(kept, KEPT_MAX);
    return new ObjectAttributes(kept, userMetadata(headers), storageClass(headers), Map.of());
  }

  /** The encoding of the contents, without that of the body. */
  private static Optional<String> contentEncoding(HttpFields headers) {
    return Optional.of(
            headers.getValuesList("content-encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(coding -> !coding.isEmpty() && !coding.equalsIgnoreCase("aws-chunked"))
                .collect(Collectors.joining(",")))
        .filter(value -> !value.isEmpty());
  }

  private static Map<String, String> userMetadata(HttpFields headers) {
    Map<String, String> metadata = new TreeMap<>();
    for (HttpField field : headers) {
      String name = field.getLowerCaseName();
      if (name.startsWith(USER_METADATA)) {
        String value = text(Optional.ofNullable(field.getValue()).orElse(""));
        metadata.merge(name.substring(USER_METADATA.length()), value, (a, b) -> a + "," + b);
      }
    }
    checkSize(metadata, USER_METADATA_MAX);
    return metadata;
  }

  private static void checkSize(Map<String, String> headers, int max) {
    int size = headers.entrySet().stream().mapToInt(AttributeHeaders::size).sum();
    if (size > max) {
      throw Failures.of(
          ErrorCode.METADATA_TOO_LARGE,
          Map.entry("Size", Integer.toString(size)),
          Map.entry("MaxSizeAllowed", Integer.toString(max)));
    }
  }

  private static int size(Map.Entry<String, String> entry) {
    return (entry.getKey() + entry.getValue()).getBytes(StandardCharsets.UTF_8).length;
  }

  private static String storageClass(HttpFields headers) {
    String storageClass = headers.get("x-amz-storage-class");
    if (storageClass != null && !storageClass.strip().equals(ObjectAttributes.STANDARD)) {
      throw Failures.of(ErrorCode.INVALID_STORAGE_CLASS, "StorageClassRequested", storageClass);
    }
    return ObjectAttributes.STANDARD;
  }

  private static String text(String value) {
    return HeaderText.decode(value);
  }
}
