package org.mucura.core.account;

import java.time.Instant;
import java.util.Set;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.format.Fields;
import org.mucura.core.format.RecordCodec;

/**
 * An account as it is kept.
 *
 * @param rest what a newer release wrote besides
 */
record AccountRecord(Account account, Fields rest) {

  /** The one codec, which has no state. */
  static final RecordCodec<AccountRecord> CODEC = new Codec();

  AccountRecord with(State state) {
    return new AccountRecord(
        new Account(account.id(), account.canonicalId(), account.name(), state, account.created()),
        rest);
  }

  /** A state in a field. */
  static long code(State state) {
    return switch (state) {
      case ACTIVE -> 1;
      case SUSPENDED -> 2;
      case DELETING -> 3;
    };
  }

  static State state(long code) {
    return switch ((int) code) {
      case 1 -> State.ACTIVE;
      case 2 -> State.SUSPENDED;
      case 3 -> State.DELETING;
      default -> throw new CorruptRecordException("state " + code);
    };
  }

  private static final class Codec implements RecordCodec<AccountRecord> {

    private static final int ID = 1;
    private static final int CANONICAL_ID = 2;
    private static final int NAME = 3;
    private static final int STATE = 4;
    private static final int CREATED = 5;
    private static final Set<Integer> KNOWN = Set.of(ID, CANONICAL_ID, NAME, STATE, CREATED);

    @Override
    public Fields write(AccountRecord record) {
      Account account = record.account();
      return Fields.builder()
          .text(ID, account.id())
          .text(CANONICAL_ID, account.canonicalId())
          .text(NAME, account.name())
          .number(STATE, code(account.state()))
          .number(CREATED, account.created().toEpochMilli())
          .unknown(record.rest())
          .build();
    }

    @Override
    public AccountRecord read(Fields fields) {
      return new AccountRecord(
          new Account(
              fields.needText(ID),
              fields.needText(CANONICAL_ID),
              fields.needText(NAME),
              state(fields.needNumber(STATE)),
              Instant.ofEpochMilli(fields.needNumber(CREATED))),
          fields.except(KNOWN));
    }
  }
}
