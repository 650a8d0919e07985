package org.mucura.core.upload;

import java.util.Locale;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;

/** The checksum that an upload asks for. */
record UploadChecksum(ChecksumAlgorithm algorithm, ChecksumType type) {

  /** What the object of an upload that asks for none gets. */
  static final UploadChecksum DEFAULT =
      new UploadChecksum(ChecksumAlgorithm.CRC64NVME, ChecksumType.FULL_OBJECT);

  /** As a client asks for it: {@code InvalidRequest} for what does not go together. */
  static Optional<UploadChecksum> of(
      Optional<ChecksumAlgorithm> algorithm, Optional<ChecksumType> type) {
    if (algorithm.isEmpty()) {
      if (type.isPresent()) {
        throw new S3Exception(
            ErrorCode.INVALID_REQUEST,
            "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm"
                + " header.");
      }
      return Optional.empty();
    }
    ChecksumType asked = type.orElse(algorithm.get().defaultType());
    if (!algorithm.get().supports(asked)) {
      String name = algorithm.get().name().toLowerCase(Locale.ROOT);
      throw new S3Exception(
          ErrorCode.INVALID_REQUEST,
          "The "
              + asked
              + " checksum type cannot be used with the "
              + name
              + " checksum algorithm.");
    }
    return Optional.of(new UploadChecksum(algorithm.get(), asked));
  }
}
