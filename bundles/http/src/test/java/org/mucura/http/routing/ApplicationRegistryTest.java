package org.mucura.http.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;
import org.mucura.http.Application;

/** Whose a path is. */
public class ApplicationRegistryTest {

  private static final Application S3 = (request, response, callback) -> false;

  private final ApplicationRegistry registry =
      new ApplicationRegistry(Duration.ofSeconds(1), Duration.ofSeconds(60));
  private long services;

  @Test
  public void theLongestBeginningDecides() {
    add("s3", "/");
    add("sts", "/-/sts");
    add("web", "/-/", "/-/web");
    add("deep", "/-/sts/deep/");
    assertThat(owner("/")).isEqualTo("s3");
    assertThat(owner("/b/k")).isEqualTo("s3");
    assertThat(owner("/-/sts")).isEqualTo("sts");
    assertThat(owner("/-/sts/")).isEqualTo("sts");
    assertThat(owner("/-/sts/deep")).isEqualTo("sts");
    assertThat(owner("/-/sts/deep/")).isEqualTo("deep");
    assertThat(owner("/-/stsx")).isEqualTo("web");
    assertThat(owner("/-/")).isEqualTo("web");
  }

  @Test
  public void whatIsMucurasOwnIsNeverABucket() {
    add("s3", "/");
    assertThat(owner("/-")).isEqualTo("NOWHERE");
    assertThat(owner("/-/x")).isEqualTo("NOWHERE");
    assertThat(owner("/-x")).isEqualTo("s3");
    assertThat(owner("/%2D/x")).isEqualTo("s3");
    assertThat(owner("//-/x")).isEqualTo("s3");
    assertThat(owner("/b/../-/x")).isEqualTo("s3");
    assertThat(owner("*")).isEqualTo("NOWHERE");
  }

  @Test
  public void belowItsDomainsAnApplicationHasAllPaths() {
    add("web", "/-/web");
    Map<String, Object> s3 = new HashMap<>(properties("s3", 0, "/"));
    s3.put(Application.BASE_DOMAINS, "s3.example.org, S3.test");
    registry.addApplication(S3, s3);
    for (String host : List.of("b.s3.example.org", "B.S3.Test", "a.b.s3.test.")) {
      assertThat(owner(host, "/-/web")).isEqualTo("s3");
      assertThat(owner(host, "/-")).isEqualTo("s3");
      assertThat(owner(host, "/b")).isEqualTo("s3");
    }
    for (String host : List.of("s3.example.org", ".s3.test", "s3.test", "xs3.test", "127.0.0.1")) {
      assertThat(owner(host, "/-/web")).isEqualTo("web");
      assertThat(owner(host, "/-")).isEqualTo("NOWHERE");
      assertThat(owner(host, "/b")).isEqualTo("s3");
    }
    registry.removeApplication(S3);
    assertThat(owner("b.s3.test", "/-/web")).isEqualTo("AWAITED");
  }

  @Test
  public void anotherListenersApplicationsAreNotServed() {
    registry.addApplication(
        S3, Map.of("name", "s3", "listeners", "grid", "paths", "/", "service.id", 1L));
    assertThat(owner("/b")).isEqualTo("AWAITED");
  }

  @Test
  public void anApplicationMayBeOnEveryListener() {
    registry.addApplication(
        (request, response, callback) -> false,
        Map.of("name", "probe", "listeners", "*", "paths", "/-/health/live", "service.id", 100L));
    assertThat(owner("/-/health/live")).isEqualTo("probe");
    assertThat(owner("/b")).isEqualTo("AWAITED");
    add("s3", "/");
    add("web", "/-/health");
    assertThat(owner("/-/health/live")).isEqualTo("probe");
    assertThat(owner("/-/health/ready")).isEqualTo("web");
    assertThat(owner("/b")).isEqualTo("s3");
    assertThat(registry.lease("other", null, "/-/health/live")).hasToString("probe");
    assertThat(registry.lease("other", null, "/-/health/ready")).hasToString("NOWHERE");
  }

  @Test
  public void beforeTheFirstApplicationComesItIsAwaited() {
    assertThat(owner("/b/k")).isEqualTo("AWAITED");
    assertThat(owner("/-/x")).isEqualTo("NOWHERE");
  }

  @Test
  public void pathsOfOneThatLeftAwaitItsSuccessor() {
    add("s3", "/");
    Application web = add("web", "/web", "/-/web");
    registry.removeApplication(web);
    assertThat(owner("/web/x")).isEqualTo("AWAITED");
    assertThat(owner("/-/web")).isEqualTo("AWAITED");
    assertThat(owner("/b")).isEqualTo("s3");
    add("web2", "/web");
    assertThat(owner("/web/x")).isEqualTo("web2");
    assertThat(owner("/-/web")).isEqualTo("AWAITED");
  }

  @Test
  public void pathsAreNotKeptForEver() {
    ApplicationRegistry forgetful = new ApplicationRegistry(Duration.ZERO, Duration.ZERO);
    forgetful.addApplication(S3, properties("web", 0, "/-/web"));
    forgetful.removeApplication(S3);
    assertThat(forgetful.lease("s3", "h", "/-/web")).isEqualTo(Route.Unserved.NOWHERE);
  }

  @Test
  public void ofTwoTheHigherRankingThenTheOlderServes() {
    add("older", "/");
    Application younger = (request, response, callback) -> true;
    registry.addApplication(younger, properties("younger", 0, "/"));
    assertThat(owner("/b")).isEqualTo("older");
    Application higher = (request, response, callback) -> true;
    registry.addApplication(higher, properties("higher", 1, "/"));
    assertThat(owner("/b")).isEqualTo("higher");
    registry.removeApplication(higher);
    assertThat(owner("/b")).isEqualTo("older");
  }

  @Test
  public void wrongPropertiesAreLeftOut() {
    registry.addApplication(S3, Map.of("name", "s3"));
    registry.addApplication(
        S3, Map.of("name", "s3", "listeners", "s3", "paths", "b", "service.id", 1L));
    assertThat(owner("/b")).isEqualTo("AWAITED");
    registry.removeApplication(S3);
  }

  private Application add(String name, String... paths) {
    // Captures something, so that each is an object of its own.
    Application application = (request, response, callback) -> name.isEmpty();
    registry.addApplication(application, properties(name, 0, paths));
    return application;
  }

  private Map<String, ?> properties(String name, int ranking, String... paths) {
    return Map.of(
        Application.NAME,
        name,
        Application.LISTENERS,
        new String[] {"s3"},
        Application.PATHS,
        paths,
        "service.id",
        ++services,
        "service.ranking",
        ranking);
  }

  private String owner(String path) {
    return owner("s3.example.org", path);
  }

  private String owner(String host, String path) {
    Route route = registry.lease("s3", host, path);
    if (route instanceof ServedApplication application) {
      application.release();
    }
    return route.toString();
  }
}
