package org.mucura.core.upload;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.Digests;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;

/** The parts that a client lists to complete an upload. */
final class PartList {

  private final List<CompletedPart> listed;

  /** Refuses a list that is empty or not in order. */
  PartList(List<CompletedPart> listed) {
    this.listed = listed;
    if (listed.isEmpty()) {
      throw new S3Exception(ErrorCode.MALFORMED_XML, "You must specify at least one part");
    }
    int before = 0;
    for (CompletedPart part : listed) {
      if (part.number() <= before) {
        throw new S3Exception(ErrorCode.INVALID_PART_ORDER);
      }
      before = part.number();
    }
    if (before > PartTarget.NUMBER_MAX) {
      throw invalid(listed.get(listed.size() - 1));
    }
  }

  List<Integer> numbers() {
    return listed.stream().map(CompletedPart::number).toList();
  }

  /** By which the same list is known again. */
  Bytes digest() {
    MessageDigest digest = newSha256();
    for (CompletedPart part : listed) {
      String line = part.number() + " " + part.etag() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Bytes.wrap(digest.digest());
  }

  /**
   * The listed parts as they are kept: {@code InvalidPart} if one is another one, {@code
   * EntityTooSmall} if one but the last is.
   *
   * @param found what is kept, in the order of the list
   */
  List<PartRecord> match(List<Optional<PartRecord>> found, long sizeMin) {
    for (int i = 0; i < listed.size(); i++) {
      CompletedPart part = listed.get(i);
      if (found.get(i).filter(kept -> isSame(part, kept)).isEmpty()) {
        throw invalid(part);
      }
    }
    List<PartRecord> parts = found.stream().flatMap(Optional::stream).toList();
    for (PartRecord part : parts.subList(0, parts.size() - 1)) {
      if (part.size() < sizeMin) {
        throw tooSmall(part, sizeMin);
      }
    }
    return parts;
  }

  /** A checksum that was not computed for the part cannot be wrong. */
  private static boolean isSame(CompletedPart listed, PartRecord kept) {
    Digests digests = kept.digests();
    for (Map.Entry<ChecksumAlgorithm, Bytes> claimed : listed.checksums().entrySet()) {
      Optional<ObjectChecksum> computed = digests.checksum(claimed.getKey());
      if (computed.isPresent() && !computed.get().value().equals(claimed.getValue())) {
        return false;
      }
    }
    return listed.etag().equals(kept.etag());
  }

  private static S3Exception invalid(CompletedPart part) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("PartNumber", Integer.toString(part.number()));
    details.put("ETag", part.etag());
    return new S3Exception(ErrorCode.INVALID_PART, ErrorCode.INVALID_PART.message(), details);
  }

  private static S3Exception tooSmall(PartRecord part, long sizeMin) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("ProposedSize", Long.toString(part.size()));
    details.put("MinSizeAllowed", Long.toString(sizeMin));
    details.put("PartNumber", Integer.toString(part.stored().number()));
    details.put("ETag", part.etag());
    return new S3Exception(
        ErrorCode.ENTITY_TOO_SMALL, ErrorCode.ENTITY_TOO_SMALL.message(), details);
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
