package org.mucura.core.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.spi.Bytes;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;
import org.mucura.wire.checksum.Concatenation;

/** The digests of an object, computed from those of its parts; no byte is read again. */
final class JoinedDigests {

  /** Of no bytes (RFC 1950). */
  private static final int ADLER32_INITIAL = 1;

  private final List<PartRecord> parts;

  JoinedDigests(List<PartRecord> parts) {
    this.parts = parts;
  }

  /** The MD5 of the parts' MD5s, a hyphen, and how many there are. */
  String etag() {
    MessageDigest md5 = newMd5();
    parts.forEach(part -> md5.update(part.digests().md5().shared()));
    return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
  }

  int adler32() {
    int joined = ADLER32_INITIAL;
    for (PartRecord part : parts) {
      joined = Concatenation.adler32(joined, part.digests().adler32(), part.size());
    }
    return joined;
  }

  /** The checksum that the upload asks for, and CRC64NVME where every part has it. */
  List<ObjectChecksum> checksums(UploadChecksum asked) {
    List<ObjectChecksum> checksums = new ArrayList<>();
    checksum(asked.algorithm(), asked.type()).ifPresent(checksums::add);
    if (!asked.equals(UploadChecksum.DEFAULT)) {
      UploadChecksum more = UploadChecksum.DEFAULT;
      checksum(more.algorithm(), more.type()).ifPresent(checksums::add);
    }
    return checksums;
  }

  /** A checksum of the object; empty if not every part has one of this algorithm. */
  Optional<ObjectChecksum> checksum(ChecksumAlgorithm algorithm, ChecksumType type) {
    List<byte[]> values = new ArrayList<>();
    for (PartRecord part : parts) {
      part.digests().checksum(algorithm).ifPresent(c -> values.add(c.value().shared()));
    }
    if (values.size() < parts.size() || !algorithm.supports(type)) {
      return Optional.empty();
    }
    byte[] value =
        type == ChecksumType.COMPOSITE ? algorithm.compose(values) : join(algorithm, values);
    return Optional.of(new ObjectChecksum(algorithm, type, Bytes.wrap(value)));
  }

  private byte[] join(ChecksumAlgorithm algorithm, List<byte[]> values) {
    byte[] joined = values.get(0);
    for (int i = 1; i < values.size(); i++) {
      joined = algorithm.combine(joined, values.get(i), parts.get(i).size());
    }
    return joined;
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
