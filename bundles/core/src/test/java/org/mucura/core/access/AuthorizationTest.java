package org.mucura.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.bucket.Versioning;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.TestKeys;
import org.mucura.spi.auth.Policy;
import org.mucura.spi.auth.Policy.Effect;
import org.mucura.spi.auth.Policy.Statement;
import org.mucura.spi.auth.Principal;
import org.mucura.wire.ErrorCode;

public class AuthorizationTest {

  private static final String OWN = "000000000001";
  private static final String FOREIGN = "000000000002";
  private static final Bucket BUCKET =
      new Bucket(
          BucketId.random(),
          "photos",
          OWN,
          Instant.EPOCH,
          "us-east-1",
          Versioning.OFF,
          List.of("default"),
          TestKeys.wrappedKey());
  private static final Resource KEY = Resource.object(BUCKET, "2026/a.jpg");

  private final ManualClock clock = new ManualClock();
  private final Authorization authorization = new Authorization(clock);

  @Test
  public void nobodyMayDoNothing() {
    assertThatThrownBy(() -> authorization.require(Optional.empty(), "s3:GetObject", KEY))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
  }

  @Test
  public void whatIsGrantedIsAllowed() {
    Principal principal = principal(List.of(Policy.ALL), List.of());

    assertThat(authorization.require(Optional.of(principal), "s3:GetObject", KEY))
        .isEqualTo(Permit.FREE);
    assertThat(allows(principal, "s3:CreateBucket", Resource.newBucket(OWN, "new"))).isTrue();
    assertThat(allows(principal, "s3:ListAllMyBuckets", Resource.account(OWN))).isTrue();
  }

  @Test
  public void withoutAGrantNothingIsAllowed() {
    assertThat(allows(principal(List.of(), List.of()), "s3:GetObject", KEY)).isFalse();
  }

  @Test
  public void aGrantEndsWithTheAccount() {
    Principal stranger =
        new Principal(
            FOREIGN, "link", Set.of(), Set.of(), List.of(Policy.ALL), List.of(), Optional.empty());

    assertThat(allows(stranger, "s3:GetObject", KEY)).isFalse();
    assertThat(allows(stranger, "s3:ListBucket", Resource.bucket(BUCKET))).isFalse();
  }

  @Test
  public void aGrantReachesWhatItNames() {
    Policy read = allow("s3:Get*", "arn:aws:s3:::photos/2026/*");

    Principal reader = principal(List.of(read), List.of());

    assertThat(allows(reader, "s3:GetObject", KEY)).isTrue();
    assertThat(allows(reader, "s3:PutObject", KEY)).isFalse();
    assertThat(allows(reader, "s3:GetObject", Resource.object(BUCKET, "2025/a.jpg"))).isFalse();
    assertThat(allows(reader, "s3:GetObject", Resource.object(BUCKET, "2026/../x"))).isTrue();
  }

  @Test
  public void aDenialWinsWhereverItStands() {
    Policy deny = new Policy(List.of(statement(Effect.DENY, "s3:DeleteObject", "*")));

    assertThat(allows(principal(List.of(Policy.ALL, deny), List.of()), "s3:DeleteObject", KEY))
        .isFalse();
    assertThat(allows(principal(List.of(deny, Policy.ALL), List.of()), "s3:GetObject", KEY))
        .isTrue();
    Policy allButDelete =
        new Policy(
            List.of(
                statement(Effect.ALLOW, "*", "*"), statement(Effect.DENY, "s3:DeleteObject", "*")));
    assertThat(
            allows(principal(List.of(Policy.ALL), List.of(allButDelete)), "s3:DeleteObject", KEY))
        .isFalse();
  }

  @Test
  public void everyBoundaryMustAllow() {
    Policy read = allow("s3:GetObject", "*");
    Policy write = allow("s3:PutObject", "*");

    assertThat(allows(principal(List.of(Policy.ALL), List.of(read)), "s3:GetObject", KEY)).isTrue();
    assertThat(allows(principal(List.of(Policy.ALL), List.of(read)), "s3:PutObject", KEY))
        .isFalse();
    assertThat(allows(principal(List.of(Policy.ALL), List.of(read, write)), "s3:GetObject", KEY))
        .isFalse();
  }

  @Test
  public void aBoundaryGrantsNothing() {
    assertThat(allows(principal(List.of(), List.of(Policy.ALL)), "s3:GetObject", KEY)).isFalse();
  }

  @Test
  public void aCredentialEnds() {
    Instant end = clock.instant().plusSeconds(1);
    Principal principal =
        new Principal(
            OWN, "link", Set.of(), Set.of(), List.of(Policy.ALL), List.of(), Optional.of(end));
    assertThat(allows(principal, "s3:GetObject", KEY)).isTrue();

    clock.advance(Duration.ofSeconds(1));

    assertThatThrownBy(() -> authorization.require(Optional.of(principal), "s3:GetObject", KEY))
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.EXPIRED_TOKEN));
  }

  /**
   * Whatever a session adds to its parent's boundaries, it can do nothing that its parent cannot.
   */
  @Test
  public void aChildIsNeverWiderThanItsParent() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      List<Policy> grants = policies(random);
      List<Policy> boundaries = policies(random);
      List<Policy> more = new ArrayList<>(boundaries);
      more.addAll(policies(random));
      Principal parent = principal(grants, boundaries);
      Principal child = principal(grants, more);
      String action = "s3:" + pick(random, "Get", "Put", "Delete") + "Object";
      Resource resource = Resource.object(BUCKET, pick(random, "a", "b", "a/b"));
      if (allows(child, action, resource)) {
        assertThat(allows(parent, action, resource))
            .as("%s %s %s", child, action, resource)
            .isTrue();
      }
    }
  }

  private static List<Policy> policies(Random random) {
    List<Policy> policies = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<Statement> statements = new ArrayList<>();
      for (int j = random.nextInt(3); j >= 0; j--) {
        Effect effect = random.nextInt(4) == 0 ? Effect.DENY : Effect.ALLOW;
        String action = pick(random, "*", "s3:*", "s3:Get*", "s3:PutObject", "S3:?etObject");
        String resource = pick(random, "*", "arn:aws:s3:::photos/*", "arn:aws:s3:::photos/a*");
        statements.add(statement(effect, action, resource));
      }
      policies.add(new Policy(statements));
    }
    return policies;
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private boolean allows(Principal principal, String action, Resource resource) {
    try {
      authorization.require(Optional.of(principal), action, resource);
      return true;
    } catch (S3Exception e) {
      assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
      return false;
    }
  }

  private static Principal principal(List<Policy> grants, List<Policy> boundaries) {
    return new Principal(OWN, "link", Set.of(), Set.of(), grants, boundaries, Optional.empty());
  }

  private static Policy allow(String action, String resource) {
    return new Policy(List.of(statement(Effect.ALLOW, action, resource)));
  }

  private static Statement statement(Effect effect, String action, String resource) {
    return new Statement(effect, List.of(action), List.of(resource));
  }
}
