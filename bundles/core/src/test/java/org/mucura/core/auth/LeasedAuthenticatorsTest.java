package org.mucura.core.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.core.lease.Rank;
import org.mucura.core.testing.TestSettings;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.auth.Authenticator;
import org.mucura.wire.ErrorCode;

public class LeasedAuthenticatorsTest {

  private static final AuthOutcome NOT_MINE = new AuthOutcome.NotMine();
  private static final AuthRequest REQUEST =
      new AuthRequest(
          "GET",
          "/",
          "localhost",
          Map.of(),
          "127.0.0.1",
          List.of(),
          "s3",
          false,
          Instant.EPOCH,
          Map.of(),
          AuthRequest.Scope.S3);

  private final LeasedAuthenticators chain =
      new LeasedAuthenticators(TestSettings.waiting(Duration.ofMillis(20), Duration.ofSeconds(20)));
  private final List<String> asked = new ArrayList<>();

  @Test
  public void asksByRankingUntilOneAnswers() {
    AuthOutcome refused = new AuthOutcome.Refused("AccessDenied", "no", Map.of());
    chain.add("s3-signature", named("s3-signature", NOT_MINE), new Rank(10, 3));
    chain.add("last", named("last", NOT_MINE), new Rank(-1, 1));
    chain.add("x509", named("x509", refused), new Rank(5, 2));

    assertThat(chain.authenticate(REQUEST)).isSameAs(refused);
    assertThat(asked).containsExactly("s3-signature", "x509");
  }

  @Test
  public void nobodysRequestIsAnonymous() {
    chain.add("s3-signature", named("s3-signature", NOT_MINE), new Rank(0, 1));

    assertThat(chain.authenticate(REQUEST)).isEqualTo(NOT_MINE);
  }

  @Test
  public void judgesNobodyWithoutTheRequiredAuthenticator() {
    Authenticator signature = named("s3-signature", NOT_MINE);
    chain.add("other", named("other", NOT_MINE), new Rank(0, 1));
    chain.add("s3-signature", signature, new Rank(0, 2));
    chain.authenticate(REQUEST);
    asked.clear();

    chain.remove(signature);

    assertThatThrownBy(() -> chain.authenticate(REQUEST))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SLOW_DOWN));
    assertThat(asked).isEmpty();
  }

  private Authenticator named(String name, AuthOutcome outcome) {
    return request -> {
      asked.add(name);
      return outcome;
    };
  }
}
