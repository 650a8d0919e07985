package org.mucura.core.upload;

import java.util.Optional;
import java.util.Set;
import org.mucura.core.blob.ChecksumCodec;
import org.mucura.core.blob.ContentsCodec;
import org.mucura.core.blob.DigestsCodec;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.object.EtagMatch;
import org.mucura.core.object.WriteCondition;

/** A manifest and its parts, as they stand in the record of an upload. */
final class ManifestCodec implements RecordCodec<Manifest> {

  private static final int CONTENTS = 1;
  private static final int OUTCOME = 2;
  private static final int IF_MATCH = 3;
  private static final int IF_MATCH_ANY = 4;
  private static final int IF_NONE_MATCH_ANY = 5;
  private static final int CREATE_ONLY = 6;

  private final ContentsCodec contents = new ContentsCodec();
  private final OutcomeCodec outcomes = new OutcomeCodec();

  @Override
  public Fields write(Manifest manifest) {
    WriteCondition condition = manifest.condition();
    Fields.Builder fields = Fields.builder();
    fields.fields(CONTENTS, contents.write(manifest.contents()));
    fields.fields(OUTCOME, outcomes.write(manifest.outcome()));
    condition
        .ifMatch()
        .ifPresent(
            match -> {
              match.etags().forEach(etag -> fields.text(IF_MATCH, etag));
              fields.flag(IF_MATCH_ANY, match.any());
            });
    fields.flag(IF_NONE_MATCH_ANY, condition.ifNoneMatchAny());
    fields.flag(CREATE_ONLY, condition.createOnly());
    return fields.build();
  }

  @Override
  public Manifest read(Fields fields) {
    return new Manifest(
        contents.read(need(fields, CONTENTS)),
        outcomes.read(need(fields, OUTCOME)),
        new WriteCondition(
            readMatch(fields), fields.flag(IF_NONE_MATCH_ANY), fields.flag(CREATE_ONLY)));
  }

  private static Optional<EtagMatch> readMatch(Fields fields) {
    EtagMatch match = new EtagMatch(Set.copyOf(fields.texts(IF_MATCH)), fields.flag(IF_MATCH_ANY));
    return match.any() || !match.etags().isEmpty() ? Optional.of(match) : Optional.empty();
  }

  static Fields need(Fields fields, int tag) {
    return fields
        .fields(tag)
        .orElseThrow(() -> new CorruptRecordException("field " + tag + " is missing"));
  }

  /** What an upload became. */
  static final class OutcomeCodec implements RecordCodec<Outcome> {

    private static final int ETAG = 1;
    private static final int CHECKSUM = 2;
    private static final int ADLER32 = 3;
    private static final int PARTS_COUNT = 4;
    private static final int REQUEST = 5;

    @Override
    public Fields write(Outcome outcome) {
      Fields.Builder fields = Fields.builder();
      fields.text(ETAG, outcome.etag());
      outcome.checksums().forEach(c -> fields.bytes(CHECKSUM, ChecksumCodec.write(c)));
      fields.bytes(ADLER32, DigestsCodec.writeAdler32(outcome.adler32()));
      fields.number(PARTS_COUNT, outcome.partsCount());
      return fields.bytes(REQUEST, outcome.request()).build();
    }

    @Override
    public Outcome read(Fields fields) {
      return new Outcome(
          fields.needText(ETAG),
          fields.all(CHECKSUM).stream().map(ChecksumCodec::read).toList(),
          DigestsCodec.readAdler32(fields.needBytes(ADLER32)),
          (int) fields.needNumber(PARTS_COUNT),
          fields.needBytes(REQUEST));
    }
  }
}
