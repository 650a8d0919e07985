package org.mucura.core.access;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.spi.auth.Policy;
import org.mucura.spi.auth.Policy.Effect;
import org.mucura.spi.auth.Principal;
import org.mucura.wire.ErrorCode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Decides whether a principal may do something: the one place that does.
 *
 * <p>An action is allowed if a grant allows it, every boundary allows it, and none of them denies
 * it. What a principal is granted reaches the resources of its own account only.
 *
 * <p>Threads: may be called by any number of threads; does not block.
 */
@Component(service = Authorization.class)
public final class Authorization {

  private final InstantSource clock;

  @Activate
  public Authorization() {
    this(InstantSource.system());
  }

  Authorization(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Allows an action or refuses it. Asked once for each action and resource of a request.
   *
   * @param who empty for a request without credentials
   * @param action as IAM names it, for instance {@code s3:GetObject}
   * @throws S3Exception {@code AccessDenied}; {@code ExpiredToken} if the credential has ended
   */
  public Permit require(Optional<Principal> who, String action, Resource resource) {
    Principal principal = who.orElseThrow(() -> new S3Exception(ErrorCode.ACCESS_DENIED));
    if (principal.expiry().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
      throw new S3Exception(ErrorCode.EXPIRED_TOKEN);
    }
    if (!principal.account().equals(resource.account())
        || !allows(principal, action, resource.arn())) {
      throw new S3Exception(ErrorCode.ACCESS_DENIED);
    }
    return Permit.FREE;
  }

  private static boolean allows(Principal principal, String action, String arn) {
    List<Policy> grants = principal.grants();
    List<Policy> boundaries = principal.boundaries();
    return grants.stream().anyMatch(policy -> says(Effect.ALLOW, policy, action, arn))
        && boundaries.stream().allMatch(policy -> says(Effect.ALLOW, policy, action, arn))
        && grants.stream().noneMatch(policy -> says(Effect.DENY, policy, action, arn))
        && boundaries.stream().noneMatch(policy -> says(Effect.DENY, policy, action, arn));
  }

  private static boolean says(Effect effect, Policy policy, String action, String arn) {
    for (Policy.Statement statement : policy.statements()) {
      if (statement.effect() == effect
          && statement.actions().stream().anyMatch(p -> Wildcard.matchesIgnoringCase(p, action))
          && statement.resources().stream().anyMatch(p -> Wildcard.matches(p, arn))) {
        return true;
      }
    }
    return false;
  }
}
