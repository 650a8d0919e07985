package org.mucura.core.account;

import java.time.Instant;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/**
 * An access key as it is kept.
 *
 * @param secret never logged
 * @param rest what a newer release wrote besides
 */
record AccessKeyRecord(AccessKey key, String secret, Fields rest) {

  /** The one codec, which has no state. */
  static final RecordCodec<AccessKeyRecord> CODEC = new Codec();

  AccessKeyRecord with(State state) {
    return new AccessKeyRecord(
        new AccessKey(key.id(), key.account(), state, key.created()), secret, rest);
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "AccessKeyRecord[" + key + "]";
  }

  /** Tag 6 is kept for a sealed secret, which will stand in the place of tag 3. */
  private static final class Codec implements RecordCodec<AccessKeyRecord> {

    private static final int ID = 1;
    private static final int ACCOUNT = 2;
    private static final int SECRET = 3;
    private static final int STATE = 4;
    private static final int CREATED = 5;
    private static final Set<Integer> KNOWN = Set.of(ID, ACCOUNT, SECRET, STATE, CREATED);

    @Override
    public Fields write(AccessKeyRecord record) {
      AccessKey key = record.key();
      return Fields.builder()
          .text(ID, key.id())
          .text(ACCOUNT, key.account())
          .text(SECRET, record.secret())
          .number(STATE, AccountRecord.code(key.state()))
          .number(CREATED, key.created().toEpochMilli())
          .unknown(record.rest())
          .build();
    }

    @Override
    public AccessKeyRecord read(Fields fields) {
      return new AccessKeyRecord(
          new AccessKey(
              fields.needText(ID),
              fields.needText(ACCOUNT),
              AccountRecord.state(fields.needNumber(STATE)),
              Instant.ofEpochMilli(fields.needNumber(CREATED))),
          fields.needText(SECRET),
          fields.except(KNOWN));
    }
  }
}
