package org.mucura.auth.s3signature;

import java.time.Duration;
import java.util.List;
import org.mucura.wire.sigv4.PresignedAuthorization;

/**
 * What an instance accepts.
 *
 * @param regions for which a credential may be scoped, the gateway's own first; {@code *} is any
 * @param skewMax how far a client's clock may be off, either way
 * @param presigned whether URLs may carry the signature
 * @param presignedMax how long such a URL may be good, at most seven days
 */
record SignatureRules(
    List<String> regions, Duration skewMax, boolean presigned, Duration presignedMax) {

  private static final String ANY = "*";

  SignatureRules {
    regions = List.copyOf(regions);
    if (regions.isEmpty() || regions.contains("")) {
      throw new IllegalArgumentException("no region is accepted; * accepts any");
    }
    if (skewMax.isNegative()) {
      throw new IllegalArgumentException("negative skew " + skewMax);
    }
    if (presignedMax.isNegative()
        || presignedMax.compareTo(PresignedAuthorization.EXPIRES_MAX) > 0) {
      throw new IllegalArgumentException("presigned for 0 s to 7 days, not " + presignedMax);
    }
  }

  boolean accepts(String region) {
    return regions.contains(region) || regions.contains(ANY);
  }
}
