package org.mucura.s3.exchange;

import java.security.SecureRandom;
import java.util.Base64;

/** The name of this gateway while it runs, which every answer carries; says nothing else. */
public final class HostId {

  private final String text;

  public HostId() {
    byte[] random = new byte[33];
    new SecureRandom().nextBytes(random);
    text = Base64.getEncoder().encodeToString(random);
  }

  @Override
  public String toString() {
    return text;
  }
}
