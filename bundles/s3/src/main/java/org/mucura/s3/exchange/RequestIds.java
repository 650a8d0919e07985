package org.mucura.s3.exchange;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** The two names that every answer carries: that of the request and that of the gateway. */
public final class RequestIds {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String hostId;

  public RequestIds() {
    byte[] random = new byte[33];
    new SecureRandom().nextBytes(random);
    hostId = Base64.getEncoder().encodeToString(random);
  }

  /** A name for a request, 16 upper-case hexadecimal digits. */
  public String next() {
    return HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /** The name of this gateway while it runs, says nothing else. */
  public String hostId() {
    return hostId;
  }
}
