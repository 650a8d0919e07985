package org.mucura.core.account;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.mucura.core.S3Exception;
import org.mucura.core.format.Fields;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.KeyReader;
import org.mucura.core.format.KeyWriter;
import org.mucura.core.format.RecordCodec;
import org.mucura.core.format.RecordStore;
import org.mucura.core.format.RecordType;
import org.mucura.core.format.Stored;
import org.mucura.core.format.Swap;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;

/**
 * The records of accounts and keys. An account counts from when its name names it, and until its
 * record is removed; an index entry is written before what it names and removed after it, so an
 * entry may name nothing, but nothing is without its entry.
 */
final class AccountStore {

  /** Administrators change accounts, one at a time; whoever loses this often is in a loop. */
  private static final int ATTEMPTS_MAX = 20;

  private final RecordStore records;

  AccountStore(RecordStore records) {
    this.records = records;
  }

  Optional<AccountRecord> account(String id) {
    return records.get(accountKey(id), AccountRecord.CODEC).map(Stored::value);
  }

  Optional<String> idOfName(String name) {
    return records.get(nameKey(name), TextCodec.ID).map(Stored::value);
  }

  /** The ids of the first accounts whose names are behind {@code afterName}. */
  List<String> ids(String afterName, int limit) {
    KeyRange all = RecordType.ACCOUNT_NAME.all();
    KeyRange rest = afterName.isEmpty() ? all : all.behind(nameKey(afterName));
    return records.scan(rest, limit, TextCodec.ID).stream().map(Stored::value).toList();
  }

  List<AccountRecord> accounts(List<String> ids) {
    List<Bytes> keys = ids.stream().map(AccountStore::accountKey).toList();
    return records.get(keys, AccountRecord.CODEC).stream()
        .flatMap(Optional::stream)
        .map(Stored::value)
        .toList();
  }

  /** Creates an account, or says false if there is one of this id. */
  boolean createAccount(AccountRecord record) {
    Bytes key = accountKey(record.account().id());
    return records.create(key, record, AccountRecord.CODEC) instanceof Swap.Done;
  }

  /** Gives an account its name, or says false if another one has it. */
  boolean createName(Account account) {
    Bytes key = nameKey(account.name());
    return records.create(key, account.id(), TextCodec.ID) instanceof Swap.Done;
  }

  void removeAccount(String id) {
    records.get(accountKey(id), AccountRecord.CODEC).ifPresent(records::remove);
  }

  /**
   * Removes an account that is being deleted, which frees its name and ends its keys; what is left
   * of them means nothing. Says false if it is in use again.
   */
  boolean removeDeleting(String id) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      Optional<Stored<AccountRecord>> found = records.get(accountKey(id), AccountRecord.CODEC);
      if (found.isEmpty()) {
        return true;
      }
      if (found.get().value().account().state() != State.DELETING) {
        return false;
      }
      if (records.remove(found.get())) {
        return true;
      }
    }
    throw new S3Exception(ErrorCode.SERVICE_UNAVAILABLE);
  }

  /** Removes a name, and the keys of its account, if that account was removed; says whether. */
  boolean clearRemoved(String name) {
    Optional<Stored<String>> entry = records.get(nameKey(name), TextCodec.ID);
    if (entry.isEmpty() || account(entry.get().value()).isPresent()) {
      return false;
    }
    removeKeys(entry.get().value());
    records.remove(entry.get());
    return true;
  }

  private void removeKeys(String accountId) {
    for (Stored<String> entry : entries(accountId)) {
      if (!removeKey(idOfEntry(entry.key()))) {
        records.remove(entry);
      }
    }
  }

  private List<Stored<String>> entries(String accountId) {
    Bytes prefix = KeyWriter.of(RecordType.ACCOUNT_KEY).text(accountId).key();
    return records.scan(KeyRange.ofPrefix(prefix), Integer.MAX_VALUE, TextCodec.NOTHING);
  }

  Optional<AccessKeyRecord> key(String keyId) {
    return records.get(keyKey(keyId), AccessKeyRecord.CODEC).map(Stored::value);
  }

  /** The keys of an account that there are, in the order of their ids. */
  List<AccessKeyRecord> keys(String accountId) {
    List<Bytes> keys =
        entries(accountId).stream().map(entry -> keyKey(idOfEntry(entry.key()))).toList();
    return records.get(keys, AccessKeyRecord.CODEC).stream()
        .flatMap(Optional::stream)
        .map(Stored::value)
        .toList();
  }

  void createKey(AccessKeyRecord record) {
    AccessKey key = record.key();
    records.create(entryKey(key.account(), key.id()), "", TextCodec.NOTHING);
    if (!(records.create(keyKey(key.id()), record, AccessKeyRecord.CODEC) instanceof Swap.Done)) {
      throw new IllegalStateException("access key id " + key.id() + " came up twice");
    }
  }

  /** Removes a key, or says false if there is none of this id. */
  boolean removeKey(String keyId) {
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      Optional<Stored<AccessKeyRecord>> found = records.get(keyKey(keyId), AccessKeyRecord.CODEC);
      if (found.isEmpty()) {
        return false;
      }
      if (records.remove(found.get())) {
        String account = found.get().value().key().account();
        records.get(entryKey(account, keyId), TextCodec.NOTHING).ifPresent(records::remove);
        return true;
      }
    }
    throw new S3Exception(ErrorCode.SERVICE_UNAVAILABLE);
  }

  /** Changes an account, or says false if there is none of this id. */
  boolean changeAccount(String id, UnaryOperator<AccountRecord> change) {
    return change(accountKey(id), change, AccountRecord.CODEC);
  }

  /** Changes a key, or says false if there is none of this id. */
  boolean changeKey(String keyId, UnaryOperator<AccessKeyRecord> change) {
    return change(keyKey(keyId), change, AccessKeyRecord.CODEC);
  }

  private <T> boolean change(Bytes key, UnaryOperator<T> change, RecordCodec<T> codec) {
    Optional<Stored<T>> found = records.get(key, codec);
    for (int attempt = 0; attempt < ATTEMPTS_MAX && found.isPresent(); attempt++) {
      T changed = change.apply(found.get().value());
      if (!(records.replace(found.get(), changed, codec) instanceof Swap.Lost<T> lost)) {
        return true;
      }
      found = lost.current();
    }
    if (found.isPresent()) {
      throw new S3Exception(ErrorCode.SERVICE_UNAVAILABLE);
    }
    return false;
  }

  private static Bytes accountKey(String id) {
    return KeyWriter.of(RecordType.ACCOUNT).text(id).key();
  }

  private static Bytes nameKey(String name) {
    return KeyWriter.of(RecordType.ACCOUNT_NAME).text(name).key();
  }

  private static Bytes keyKey(String keyId) {
    return KeyWriter.of(RecordType.ACCESS_KEY).text(keyId).key();
  }

  private static Bytes entryKey(String accountId, String keyId) {
    return KeyWriter.of(RecordType.ACCOUNT_KEY).text(accountId).text(keyId).key();
  }

  private static String idOfEntry(Bytes entry) {
    KeyReader reader = new KeyReader(RecordType.ACCOUNT_KEY, entry);
    reader.text();
    return reader.text();
  }

  /** The body of an index entry: at most one text. */
  private enum TextCodec implements RecordCodec<String> {
    /** Field 1: the id of what is named. */
    ID {
      @Override
      public Fields write(String id) {
        return Fields.builder().text(1, id).build();
      }

      @Override
      public String read(Fields fields) {
        return fields.needText(1);
      }
    },
    /** The key says it all. */
    NOTHING {
      @Override
      public Fields write(String nothing) {
        return Fields.NONE;
      }

      @Override
      public String read(Fields fields) {
        return "";
      }
    }
  }
}
