package org.mucura.spi.auth;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * On whose behalf a request is served, and how far that reaches.
 *
 * <p>A request is allowed if a grant or a policy of the resource allows it, every boundary allows
 * it, and no statement of any of them denies it. So whoever adds a boundary can only narrow.
 *
 * @param account the id of the account, 12 decimal digits
 * @param link by which credential of the account it came, for instance an access key's id; for logs
 *     and conditions, never a secret
 * @param groups to which the credential belongs
 * @param roles which it plays
 * @param grants what it may do
 * @param boundaries what it may do at most; none bounds nothing
 * @param expiry when the credential ends; the request is refused from then on
 */
public record Principal(
    String account,
    String link,
    Set<String> groups,
    Set<String> roles,
    List<Policy> grants,
    List<Policy> boundaries,
    Optional<Instant> expiry) {

  public Principal {
    groups = Set.copyOf(groups);
    roles = Set.copyOf(roles);
    grants = List.copyOf(grants);
    boundaries = List.copyOf(boundaries);
  }
}
