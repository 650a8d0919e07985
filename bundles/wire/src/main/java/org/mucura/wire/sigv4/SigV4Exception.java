package org.mucura.wire.sigv4;

/** An Authorization header or its parameters in a query are not what Signature Version 4 asks. */
public final class SigV4Exception extends Exception {

  private static final long serialVersionUID = 1;

  /** Says for the client what is wrong, in AWS's words where it has some. */
  public SigV4Exception(String message) {
    super(message);
  }
}
