package org.mucura.core.scrub;

import java.time.Instant;
import java.util.Optional;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.scrub.Finding.Kind;
import org.mucura.core.scrub.Finding.Owner;

/** Findings as they stand in records. */
final class FindingCodec implements RecordCodec<Finding> {

  private static final int WHAT = 1;
  private static final int STORE = 2;
  private static final int PLACE = 3;
  private static final int REASON = 4;
  private static final int SEEN = 5;
  private static final int PASS = 6;
  private static final int OWNER = 7;

  private static final int BUCKET = 1;
  private static final int KEY = 2;
  private static final int UPLOAD = 3;
  private static final int PART = 4;

  @Override
  public Fields write(Finding finding) {
    Fields.Builder fields =
        Fields.builder()
            .number(WHAT, code(finding.what()))
            .text(STORE, finding.store())
            .text(PLACE, finding.place())
            .text(REASON, finding.reason())
            .number(SEEN, finding.seen().toEpochMilli())
            .number(PASS, finding.pass().toEpochMilli());
    finding.object().ifPresent(owner -> fields.fields(OWNER, write(owner)));
    return fields.build();
  }

  private static Fields write(Owner owner) {
    Fields.Builder fields = Fields.builder().text(BUCKET, owner.bucket()).text(KEY, owner.key());
    owner.upload().ifPresent(id -> fields.text(UPLOAD, id));
    return fields.number(PART, owner.part()).build();
  }

  @Override
  public Finding read(Fields fields) {
    return new Finding(
        kind(fields.needNumber(WHAT)),
        fields.fields(OWNER).map(FindingCodec::owner),
        fields.needText(STORE),
        fields.needText(PLACE),
        fields.needText(REASON),
        Instant.ofEpochMilli(fields.needNumber(SEEN)),
        Instant.ofEpochMilli(fields.needNumber(PASS)));
  }

  private static Owner owner(Fields fields) {
    Optional<String> upload = fields.text(UPLOAD);
    int part = Math.toIntExact(fields.needNumber(PART));
    return new Owner(fields.needText(BUCKET), fields.needText(KEY), upload, part);
  }

  private static long code(Kind kind) {
    return switch (kind) {
      case MISSING -> 1;
      case DAMAGED -> 2;
      case WRONG_SIZE -> 3;
      case RECORD -> 4;
    };
  }

  private static Kind kind(long code) {
    return switch ((int) code) {
      case 1 -> Kind.MISSING;
      case 2 -> Kind.DAMAGED;
      case 3 -> Kind.WRONG_SIZE;
      case 4 -> Kind.RECORD;
      default -> throw new CorruptRecordException("finding " + code);
    };
  }
}
