package org.mucura.core.format;

import org.mucura.spi.Bytes;

/** What a record is: the first byte of its key. Letters are never given a new meaning. */
public enum RecordType {
  /** A bucket, by its name. */
  BUCKET('N'),
  /** The buckets of an account, by name. */
  ACCOUNT_BUCKET('n'),
  /** A bucket that was deleted, by its id, until nothing of it is left. */
  DELETED_BUCKET('D'),
  /** An object: everything that changes when its key changes. */
  OBJECT('O'),
  /** A version of an object that is not the current one, newest first. */
  VERSION('V'),
  /** A multipart upload. */
  UPLOAD('U'),
  /** A part of an upload. */
  PART('P'),
  /** A page of the part table of an object. */
  PART_PAGE('G'),
  /** Contents to be freed, by the time at which they are due. */
  RECLAIM('R'),
  /** That what is reclaimed later is kept, for somebody copies it. */
  HOLD('H'),
  /** An account, by its id. */
  ACCOUNT('A'),
  /** The id of an account, by its name. */
  ACCOUNT_NAME('a'),
  /** An access key, by its id. */
  ACCESS_KEY('K'),
  /** The access keys of an account. */
  ACCOUNT_KEY('k'),
  /** A credential of another kind that belongs to an account. */
  LINK('L'),
  /** A temporary credential. */
  SESSION('S'),
  /** The one record that says which master keys the store needs. */
  MASTER_KEYS('M'),
  /** A recurring job and who runs it. */
  JOB('J'),
  /** A gateway's share of a counter. */
  COUNTER('C'),
  /** Contents that are about to be named, where a store cannot list. */
  WRITE_INTENT('W'),
  /** Something that the scrub found damaged. */
  FINDING('F'),
  /** The one record that says what the scrub is at. */
  SCRUB('Y'),
  /** The one record that says which layout the store has. */
  LAYOUT('Z');

  private final byte letter;

  RecordType(char letter) {
    this.letter = (byte) letter;
  }

  public byte letter() {
    return letter;
  }

  /** All records of this type. */
  public KeyRange all() {
    return KeyRange.ofPrefix(Bytes.copyOf(letter));
  }
}
