package org.mucura.core.reclaim;

import java.util.Set;
import org.mucura.core.blob.ContentsCodec;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/** What is to be reclaimed as it stands in records. */
final class ReclaimCodec implements RecordCodec<ReclaimRecord> {

  private static final int BUCKET = 1;
  private static final int OWNER = 2;
  private static final int CONTENTS = 3;
  private static final Set<Integer> KNOWN = Set.of(BUCKET, OWNER, CONTENTS);

  private final ContentsCodec contents = new ContentsCodec();

  @Override
  public Fields write(ReclaimRecord record) {
    Fields.Builder fields = Fields.builder();
    fields.bytes(BUCKET, record.bucket().bytes());
    record.owners().forEach(owner -> fields.bytes(OWNER, owner));
    record.contents().forEach(freed -> fields.fields(CONTENTS, contents.write(freed)));
    return fields.unknown(record.rest()).build();
  }

  @Override
  public ReclaimRecord read(Fields fields) {
    return new ReclaimRecord(
        new BucketId(fields.needBytes(BUCKET)),
        fields.all(OWNER),
        fields.allFields(CONTENTS).stream().map(contents::read).toList(),
        fields.except(KNOWN));
  }
}
