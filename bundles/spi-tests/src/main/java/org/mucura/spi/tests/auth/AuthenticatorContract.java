package org.mucura.spi.tests.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.auth.Authenticator;
import org.mucura.spi.auth.Principal;

/**
 * What every {@link Authenticator} must do. A plug-in's test extends this class and gives an
 * authenticator with requests for which the answer is known. It passes if the plug-in may be used.
 */
public abstract class AuthenticatorContract {

  private static final int THREADS = 8;
  private static final int GARBLED = 20_000;

  /** A test that hangs fails. */
  @Rule public final Timeout timeout = Timeout.seconds(120);

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  private Authenticator authenticator;

  /** The authenticator; it knows the credentials of the requests below. */
  protected abstract Authenticator authenticator() throws Exception;

  /** Requests that it must authenticate, by what is particular of them. */
  protected abstract Map<String, AuthRequest> good() throws Exception;

  /** Requests with a credential of its kind that it must refuse, by what is wrong with them. */
  protected abstract Map<String, AuthRequest> bad() throws Exception;

  /** A request that was good once and is judged after its credential ended. */
  protected abstract AuthRequest expired() throws Exception;

  /** Requests with credentials of other kinds only, by the kind. */
  protected abstract Map<String, AuthRequest> foreign() throws Exception;

  /** What must not be seen in any answer. */
  protected abstract List<String> secrets();

  @Before
  public final void makeAuthenticator() throws Exception {
    authenticator = authenticator();
  }

  @After
  public final void endThreads() {
    threads.shutdownNow();
  }

  @Test
  public void authenticatesWhatIsGood() throws Exception {
    assertThat(good()).isNotEmpty();
    good()
        .forEach(
            (what, request) -> {
              Principal principal = principal(what, request);
              assertThat(principal.account()).as(what).matches("[0-9]{12}");
              assertThat(principal.link()).as(what).isNotBlank();
            });
  }

  @Test
  public void refusesWhatIsBad() throws Exception {
    assertThat(bad()).isNotEmpty();
    bad().forEach((what, request) -> assertRefused(what, authenticate(request)));
  }

  @Test
  public void refusesWhatIsOver() throws Exception {
    assertRefused("expired", authenticate(expired()));
  }

  @Test
  public void leavesToOthersWhatIsTheirs() throws Exception {
    Map<String, AuthRequest> foreign = new HashMap<>(foreign());
    foreign.put("anonymous", AuthRequests.get("/bucket/key", expired().now()));

    foreign.forEach(
        (what, request) ->
            assertThat(authenticate(request)).as(what).isEqualTo(new AuthOutcome.NotMine()));
  }

  @Test
  public void answersTheSameToTheSame() throws Exception {
    for (Map.Entry<String, AuthRequest> good : good().entrySet()) {
      assertThat(principal(good.getKey(), good.getValue()))
          .isEqualTo(principal(good.getKey(), good.getValue()));
    }
    for (AuthRequest bad : bad().values()) {
      assertThat(authenticate(bad)).isEqualTo(authenticate(bad));
    }
  }

  @Test
  public void theVerifierOfOneBodyKnowsNothingOfAnother() throws Exception {
    good()
        .forEach(
            (what, request) -> {
              AuthOutcome.Authenticated first = authenticated(what, request);
              AuthOutcome.Authenticated second = authenticated(what, request);
              assertThat(first.body().sha256()).as(what).isEqualTo(second.body().sha256());
              if (first.body().signsChunks()) {
                assertThat(first.body()).as(what).isNotSameAs(second.body());
              }
            });
  }

  @Test
  public void neverThrowsForWhatClientsMaySend() throws Exception {
    GarbledRequests garbled = new GarbledRequests(1);
    List<AuthRequest> seeds = new ArrayList<>(good().values());
    seeds.addAll(bad().values());
    seeds.addAll(foreign().values());
    for (int i = 0; i < GARBLED; i++) {
      AuthRequest request = garbled.from(seeds.get(i % seeds.size()));
      try {
        assertThat(authenticate(request)).isNotNull();
      } catch (RuntimeException thrown) {
        throw new AssertionError("for " + request, thrown);
      }
    }
  }

  @Test
  public void answersManyThreadsAtOnce() throws Exception {
    Map<String, AuthRequest> good = good();
    Map<String, AuthRequest> bad = bad();
    Callable<Boolean> work =
        () -> {
          for (int round = 0; round < 50; round++) {
            good.forEach(this::authenticated);
            bad.forEach((what, request) -> assertRefused(what, authenticate(request)));
          }
          return true;
        };
    List<Future<Boolean>> results = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      results.add(threads.submit(work));
    }
    for (Future<Boolean> result : results) {
      assertThat(result.get()).isTrue();
    }
  }

  /** Asks, and looks for secrets in the answer. */
  private AuthOutcome authenticate(AuthRequest request) {
    AuthOutcome outcome = authenticator.authenticate(request);
    String shown = outcome.toString();
    for (String secret : secrets()) {
      if (shown.contains(secret)) {
        throw new AssertionError("a secret in the answer to " + request);
      }
    }
    return outcome;
  }

  private AuthOutcome.Authenticated authenticated(String what, AuthRequest request) {
    AuthOutcome outcome = authenticate(request);
    assertThat(outcome).as(what).isInstanceOf(AuthOutcome.Authenticated.class);
    return (AuthOutcome.Authenticated) outcome;
  }

  private Principal principal(String what, AuthRequest request) {
    return authenticated(what, request).principal();
  }

  private static void assertRefused(String what, AuthOutcome outcome) {
    assertThat(outcome).as(what).isInstanceOf(AuthOutcome.Refused.class);
    AuthOutcome.Refused refused = (AuthOutcome.Refused) outcome;
    assertThat(refused.code()).as(what).matches("[A-Z][A-Za-z0-9]+");
    assertThat(refused.reason()).as(what).isNotBlank();
    assertThat(refused.details().keySet())
        .as("%s: names of elements", what)
        .allMatch(name -> name.matches("[A-Za-z_][A-Za-z0-9_.-]*"));
  }
}
