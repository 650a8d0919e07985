package org.mucura.core.upload;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.ContentsCodec;
import org.mucura.core.blob.Digests;
import org.mucura.core.blob.DigestsCodec;
import org.mucura.core.blob.PartTable;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.content.ObjectChecksum;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/**
 * A part as it is kept.
 *
 * @param key of the object that is uploaded
 * @param bucketOwner the id of the account in whose usage it counts
 * @param contents one blob
 * @param checksumShown whether a client asked for the first of the checksums
 * @param rest what a newer release wrote besides
 */
record PartRecord(
    String key,
    String bucketOwner,
    Contents contents,
    Digests digests,
    boolean checksumShown,
    Instant modified,
    Fields rest) {

  /** The one codec, which has no state. */
  static final RecordCodec<PartRecord> CODEC = new Codec();

  StoredPart stored() {
    List<StoredPart> parts =
        contents.parts() instanceof PartTable.Inline inline ? inline.parts() : List.of();
    if (parts.size() != 1) {
      throw new CorruptRecordException("a part of " + contents.parts().count() + " blobs");
    }
    return parts.get(0);
  }

  long size() {
    return contents.size();
  }

  String etag() {
    return digests.etag();
  }

  Optional<ObjectChecksum> shownChecksum() {
    return checksumShown ? digests.checksums().stream().findFirst() : Optional.empty();
  }

  PartInfo info() {
    return new PartInfo(stored().number(), size(), etag(), modified, shownChecksum());
  }

  private static final class Codec implements RecordCodec<PartRecord> {

    private static final int KEY = 1;
    private static final int BUCKET_OWNER = 2;
    private static final int CONTENTS = 3;
    private static final int DIGESTS = 4;
    private static final int CHECKSUM_SHOWN = 5;
    private static final int MODIFIED = 6;
    private static final Set<Integer> KNOWN =
        Set.of(KEY, BUCKET_OWNER, CONTENTS, DIGESTS, CHECKSUM_SHOWN, MODIFIED);

    private final ContentsCodec contents = new ContentsCodec();
    private final DigestsCodec digests = new DigestsCodec();

    @Override
    public Fields write(PartRecord part) {
      return Fields.builder()
          .text(KEY, part.key())
          .text(BUCKET_OWNER, part.bucketOwner())
          .fields(CONTENTS, contents.write(part.contents()))
          .fields(DIGESTS, digests.write(part.digests()))
          .flag(CHECKSUM_SHOWN, part.checksumShown())
          .number(MODIFIED, part.modified().toEpochMilli())
          .unknown(part.rest())
          .build();
    }

    @Override
    public PartRecord read(Fields fields) {
      return new PartRecord(
          fields.needText(KEY),
          fields.needText(BUCKET_OWNER),
          contents.read(ManifestCodec.need(fields, CONTENTS)),
          digests.read(ManifestCodec.need(fields, DIGESTS)),
          fields.flag(CHECKSUM_SHOWN),
          Instant.ofEpochMilli(fields.needNumber(MODIFIED)),
          fields.except(KNOWN));
    }
  }
}
