package org.mucura.core.ownership;

/** Something that accounts and buckets cannot be made to do; the message says why, for people. */
public final class OwnershipException extends RuntimeException {

  private static final long serialVersionUID = 1;

  OwnershipException(String message) {
    super(message);
  }
}
