package org.mucura.s3.header;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpFields;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.object.ObjectInfo;
import org.mucura.s3.exchange.Answer;
import org.mucura.wire.checksum.ChecksumType;

/** What the headers of an answer say of an object. */
public final class ObjectHeaders {

  /** How contents are encrypted at rest: always, and always so. */
  public static final String ENCRYPTION = "x-amz-server-side-encryption";

  public static final String AES256 = "AES256";

  private ObjectHeaders() {}

  /** An entity tag as it stands in headers and documents. */
  public static String etag(String bare) {
    return "\"" + bare + "\"";
  }

  /** A time as it stands in headers. */
  public static String httpDate(Instant time) {
    return DateGenerator.formatDate(time);
  }

  /**
   * A checksum as it stands in headers and documents.
   *
   * @param partsCount written behind a composite one
   */
  public static String value(ObjectChecksum checksum, OptionalInt partsCount) {
    String value = checksum.algorithm().format(checksum.value().shared());
    return checksum.type() == ChecksumType.COMPOSITE && partsCount.isPresent()
        ? value + "-" + partsCount.getAsInt()
        : value;
  }

  /** Adds a checksum and its type. */
  public static void addChecksum(
      Answer answer, Optional<ObjectChecksum> checksum, OptionalInt partsCount) {
    if (checksum.isPresent()) {
      answer.header(checksum.get().algorithm().header(), value(checksum.get(), partsCount));
      answer.header("x-amz-checksum-type", checksum.get().type().name());
    }
  }

  /**
   * Adds what is known of an object but its length and checksum.
   *
   * @param overrides headers to be sent in the place of the object's, by lower-case name
   */
  public static void addTo(Answer answer, ObjectInfo info, Map<String, String> overrides) {
    addValidators(answer, info);
    answer.header("Accept-Ranges", "bytes");
    answer.header(ENCRYPTION, AES256);
    ObjectAttributes attributes = info.attributes();
    attributes
        .headers()
        .forEach(
            (name, value) -> {
              if (!overrides.containsKey(name)) {
                answer.header(name, HeaderText.encode(value));
              }
            });
    overrides.forEach(answer::header);
    attributes
        .userMetadata()
        .forEach(
            (name, value) ->
                answer.header(AttributeHeaders.USER_METADATA + name, HeaderText.encode(value)));
    if (!attributes.storageClass().equals(ObjectAttributes.STANDARD)) {
      answer.header("x-amz-storage-class", attributes.storageClass());
    }
  }

  /** The answer to whoever has the object already. */
  public static Answer notModified(ObjectInfo info) {
    Answer answer = Answer.of(304);
    addValidators(answer, info);
    for (String name : new String[] {"cache-control", "expires"}) {
      answer.header(
          name, Optional.ofNullable(info.attributes().headers().get(name)).map(HeaderText::encode));
    }
    return answer;
  }

  private static void addValidators(Answer answer, ObjectInfo info) {
    answer.header("Last-Modified", httpDate(info.lastModified()));
    answer.header("ETag", etag(info.etag()));
    answer.header("x-amz-version-id", info.versionId());
  }

  /** Whether the client wants checksums of what it reads. */
  public static boolean wantsChecksum(HttpFields headers) {
    return "ENABLED".equalsIgnoreCase(headers.get("x-amz-checksum-mode"));
  }
}
