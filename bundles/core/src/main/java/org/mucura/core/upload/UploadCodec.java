package org.mucura.core.upload;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.mucura.core.blob.ContentsCodec;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.upload.ManifestCodec.OutcomeCodec;
import org.mucura.core.upload.UploadState.Aborted;
import org.mucura.core.upload.UploadState.Completing;
import org.mucura.core.upload.UploadState.Done;
import org.mucura.core.upload.UploadState.Open;
import org.mucura.core.upload.UploadState.Reopening;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.checksum.ChecksumType;

/** Uploads as they stand in records. */
final class UploadCodec implements RecordCodec<UploadRecord> {

  private static final int BUCKET = 1;
  private static final int ACCOUNT = 2;
  private static final int INITIATED = 3;
  private static final int ATTRIBUTES = 4;
  private static final int ALGORITHM = 5;
  private static final int TYPE = 6;
  private static final int CREATE_ONLY = 7;
  private static final int STATE = 8;
  private static final int MANIFEST = 9;
  private static final int OUTCOME = 10;
  private static final int DONE_AT = 11;
  private static final int UNCLEARED = 12;
  private static final Set<Integer> KNOWN =
      Set.of(
          BUCKET,
          ACCOUNT,
          INITIATED,
          ATTRIBUTES,
          ALGORITHM,
          TYPE,
          CREATE_ONLY,
          STATE,
          MANIFEST,
          OUTCOME,
          DONE_AT,
          UNCLEARED);

  private static final int OPEN_STATE = 1;
  private static final int COMPLETING_STATE = 2;
  private static final int REOPENING_STATE = 3;
  private static final int DONE_STATE = 4;
  private static final int ABORTED_STATE = 5;

  private final AttributesCodec attributes = new AttributesCodec();
  private final ManifestCodec manifests = new ManifestCodec();
  private final OutcomeCodec outcomes = new OutcomeCodec();
  private final ContentsCodec contents = new ContentsCodec();

  @Override
  public Fields write(UploadRecord record) {
    Fields.Builder fields = Fields.builder();
    fields.text(BUCKET, record.bucket());
    fields.text(ACCOUNT, record.account());
    fields.number(INITIATED, record.initiated().toEpochMilli());
    fields.fields(ATTRIBUTES, attributes.write(record.attributes()));
    record
        .checksum()
        .ifPresent(
            checksum -> {
              fields.text(ALGORITHM, checksum.algorithm().name());
              fields.text(TYPE, checksum.type().name());
            });
    fields.flag(CREATE_ONLY, record.createOnly());
    writeState(fields, record.state());
    return fields.unknown(record.rest()).build();
  }

  private void writeState(Fields.Builder fields, UploadState state) {
    if (state instanceof Open) {
      fields.number(STATE, OPEN_STATE);
    } else if (state instanceof Completing completing) {
      fields.number(STATE, COMPLETING_STATE);
      fields.fields(MANIFEST, manifests.write(completing.manifest()));
    } else if (state instanceof Reopening reopening) {
      fields.number(STATE, REOPENING_STATE);
      fields.fields(MANIFEST, manifests.write(reopening.manifest()));
    } else if (state instanceof Done done) {
      fields.number(STATE, DONE_STATE);
      fields.fields(OUTCOME, outcomes.write(done.outcome()));
      fields.number(DONE_AT, done.at().toEpochMilli());
      done.uncleared().ifPresent(left -> fields.fields(UNCLEARED, contents.write(left)));
    } else if (state instanceof Aborted) {
      fields.number(STATE, ABORTED_STATE);
    }
  }

  @Override
  public UploadRecord read(Fields fields) {
    return new UploadRecord(
        fields.needText(BUCKET),
        fields.needText(ACCOUNT),
        Instant.ofEpochMilli(fields.needNumber(INITIATED)),
        attributes.read(ManifestCodec.need(fields, ATTRIBUTES)),
        readChecksum(fields),
        fields.flag(CREATE_ONLY),
        readState(fields),
        fields.except(KNOWN));
  }

  private UploadState readState(Fields fields) {
    return switch ((int) fields.needNumber(STATE)) {
      case OPEN_STATE -> new Open();
      case COMPLETING_STATE -> new Completing(readManifest(fields));
      case REOPENING_STATE -> new Reopening(readManifest(fields));
      case DONE_STATE ->
          new Done(
              outcomes.read(ManifestCodec.need(fields, OUTCOME)),
              Instant.ofEpochMilli(fields.needNumber(DONE_AT)),
              fields.fields(UNCLEARED).map(contents::read));
      case ABORTED_STATE -> new Aborted();
      default -> throw new CorruptRecordException("upload in state " + fields.number(STATE));
    };
  }

  private Manifest readManifest(Fields fields) {
    return manifests.read(ManifestCodec.need(fields, MANIFEST));
  }

  private static Optional<UploadChecksum> readChecksum(Fields fields) {
    Optional<String> name = fields.text(ALGORITHM);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new UploadChecksum(
            name.flatMap(ChecksumAlgorithm::of).orElseThrow(UploadCodec::unknownChecksum),
            ChecksumType.of(fields.needText(TYPE)).orElseThrow(UploadCodec::unknownChecksum)));
  }

  private static CorruptRecordException unknownChecksum() {
    return new CorruptRecordException("upload with a checksum unknown to this release");
  }
}
