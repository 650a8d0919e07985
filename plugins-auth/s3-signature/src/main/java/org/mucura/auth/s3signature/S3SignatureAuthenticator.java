package org.mucura.auth.s3signature;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.mucura.spi.Bytes;
import org.mucura.spi.auth.AuthOutcome;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.auth.Authenticator;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.spi.auth.Principal;
import org.mucura.spi.auth.SecretKeys;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.sigv4.ChunkSignatures;
import org.mucura.wire.sigv4.SigningKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Verifies Signature Version 4, in the Authorization header or in the query, for all forms of a
 * body. Signatures of version 2 are refused, so that their clients learn why.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html">
 *     Authenticating requests (AWS Signature Version 4)</a>
 */
@Component(
    service = Authenticator.class,
    immediate = true,
    configurationPid = "org.mucura.auth.s3signature",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = S3SignatureAuthenticator.Config.class, factory = true)
public final class S3SignatureAuthenticator implements Authenticator {

  private static final AuthOutcome NOT_MINE = new AuthOutcome.NotMine();

  /** Some hundred bytes each: enough for the keys in use on any day, and little memory. */
  private static final int SIGNING_KEYS_MAX = 4096;

  private final SecretKeys secrets;
  private final Credentials credentials;
  private final SigningKeys signingKeys = new SigningKeys(SIGNING_KEYS_MAX);

  /** Stands in for the secret of an unknown key, that an unknown one takes as long as a known. */
  private final String noSecret;

  /** The settings of one instance. */
  @ObjectClassDefinition(
      name = "Authenticator by S3 signatures",
      description =
          "Accepts requests signed by an access key with Signature Version 4. A change replaces the"
              + " authenticator; requests wait for moments.")
  public @interface Config {

    /** The name of this instance. */
    @AttributeDefinition(name = "Name", description = "By which the core requires it")
    String name();

    /** The regions for which clients may sign, separated by commas, the gateway's own first. */
    @AttributeDefinition(
        name = "Regions",
        description =
            "For which clients may sign, separated by commas, the gateway's own first; * accepts any")
    String regions() default "us-east-1";

    /** How far a client's clock may be off, in seconds, 0 or more. */
    @AttributeDefinition(
        name = "Clock skew in s",
        description = "How far a client's clock may be off; more gets RequestTimeTooSkewed",
        min = "0")
    long skewSeconds() default 900;

    /** Whether presigned URLs are accepted. */
    @AttributeDefinition(name = "Presigned URLs", description = "Whether they are accepted")
    boolean presigned() default true;

    /** How long a presigned URL may be good, in seconds, at most seven days. */
    @AttributeDefinition(
        name = "Life of presigned URLs in s",
        description = "For how long one may be good at most; longer ones are refused",
        min = "0",
        max = "604800")
    long presignedSecondsMax() default 604_800;

    /** Whoever has a higher one is asked before this instance. */
    @AttributeDefinition(name = "Ranking", description = "The highest is asked first")
    int service_ranking() default 0;
  }

  /** As the container makes it. */
  @Activate
  public S3SignatureAuthenticator(@Reference SecretKeys secrets, Config config) {
    this(
        secrets,
        new SignatureRules(
            Arrays.stream(config.regions().split(",", -1)).map(String::strip).toList(),
            Duration.ofSeconds(config.skewSeconds()),
            config.presigned(),
            Duration.ofSeconds(config.presignedSecondsMax())));
  }

  S3SignatureAuthenticator(SecretKeys secrets, SignatureRules rules) {
    this.secrets = secrets;
    this.credentials = new Credentials(rules);
    byte[] random = new byte[20];
    new SecureRandom().nextBytes(random);
    this.noSecret = HexFormat.of().formatHex(random);
  }

  @Override
  public AuthOutcome authenticate(AuthRequest request) {
    try {
      Optional<Claim> claim = credentials.read(request);
      return claim.isEmpty() ? NOT_MINE : prove(claim.get(), request);
    } catch (RefusedException refused) {
      return refused.outcome();
    }
  }

  private AuthOutcome prove(Claim claim, AuthRequest request) throws RefusedException {
    String id = claim.authorization().accessKeyId();
    Optional<SecretKeys.SecretKey> known = secrets.find(id);
    String secret = known.map(SecretKeys.SecretKey::secret).orElse(noSecret);
    SigningKey key = signingKeys.get(secret, claim.authorization().scope());
    SignatureCheck check = new SignatureCheck(claim, request, key);
    if (known.isEmpty()) {
      throw RefusedException.of(
          ErrorCode.INVALID_ACCESS_KEY_ID,
          ErrorCode.INVALID_ACCESS_KEY_ID.message(),
          "AWSAccessKeyId",
          id);
    }
    if (!check.holds()) {
      throw check.mismatch();
    }
    Principal principal = known.get().principal();
    if (principal.expiry().filter(expiry -> !request.now().isBefore(expiry)).isPresent()) {
      throw RefusedException.of(ErrorCode.EXPIRED_TOKEN, ErrorCode.EXPIRED_TOKEN.message());
    }
    return new AuthOutcome.Authenticated(principal, body(claim, key));
  }

  private static BodyVerifier body(Claim claim, SigningKey key) {
    Claim.Payload payload = claim.payload();
    return switch (payload.form()) {
      case DIGEST -> new SignedDigest(Bytes.hex(payload.value()));
      case UNSIGNED, UNSIGNED_TRAILER -> BodyVerifier.UNSIGNED;
      case SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER ->
          new SignedChunks(
              new ChunkSignatures(key, claim.time(), claim.authorization().signature()),
              payload.form().hasTrailer());
    };
  }
}
