package org.mucura.core.account;

import java.time.Instant;
import java.util.Set;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.key.SealedSecret;

/**
 * An access key as it is kept.
 *
 * @param secret sealed for the key's id
 * @param rest what a newer release wrote besides
 */
record AccessKeyRecord(AccessKey key, SealedSecret secret, Fields rest) {

  /** The one codec, which has no state. */
  static final RecordCodec<AccessKeyRecord> CODEC = new Codec();

  AccessKeyRecord with(State state) {
    return new AccessKeyRecord(
        new AccessKey(key.id(), key.account(), state, key.created()), secret, rest);
  }

  /** With the same secret under another master key. */
  AccessKeyRecord with(SealedSecret sealed) {
    return new AccessKeyRecord(key, sealed, rest);
  }

  private static final class Codec implements RecordCodec<AccessKeyRecord> {

    private static final int ID = 1;
    private static final int ACCOUNT = 2;
    private static final int STATE = 4;
    private static final int CREATED = 5;
    private static final int SECRET = 6;
    private static final Set<Integer> KNOWN = Set.of(ID, ACCOUNT, STATE, CREATED, SECRET);

    @Override
    public Fields write(AccessKeyRecord record) {
      AccessKey key = record.key();
      return Fields.builder()
          .text(ID, key.id())
          .text(ACCOUNT, key.account())
          .number(STATE, AccountRecord.code(key.state()))
          .number(CREATED, key.created().toEpochMilli())
          .fields(SECRET, SealedSecret.CODEC.write(record.secret()))
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
          SealedSecret.CODEC.read(Fields.decode(fields.needBytes(SECRET))),
          fields.except(KNOWN));
    }
  }
}
