package org.mucura.wire.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mucura.wire.QueryString;

/** Signs requests with one access key for one region of a service. Any number of threads may. */
public final class RequestSigner {

  private final String accessKeyId;
  private final String secret;
  private final String region;
  private final String service;

  /**
   * Signs as the owner of an access key.
   *
   * @param region for instance {@code us-east-1}
   * @param service for instance {@code s3}
   */
  public RequestSigner(String accessKeyId, String secret, String region, String service) {
    this.accessKeyId = accessKeyId;
    this.secret = secret;
    this.region = region;
    this.service = service;
  }

  /**
   * A signed request: what to send, and what to sign its chunks with, if it has any.
   *
   * @param headers those of the request and those of the signature
   * @param signature as it stands in the headers
   */
  public record Signed(
      Map<String, List<String>> headers, String signature, ChunkSignatures chunks) {}

  /**
   * Signs every header of a request, which must have {@code host}.
   *
   * @param payload the value for {@code x-amz-content-sha256}: a digest in hexadecimal digits or
   *     the name of a {@link PayloadForm}
   * @throws IllegalArgumentException if the target is not percent-encoded well
   */
  public Signed sign(SignableRequest request, String payload, Instant time) {
    TreeMap<String, List<String>> headers = new TreeMap<>(request.headers());
    headers.put("x-amz-date", List.of(Timestamps.format(time)));
    headers.put(PayloadForm.HEADER, List.of(payload));
    SigningKey key = key(time);
    List<String> names = List.copyOf(headers.navigableKeySet());
    CanonicalRequest canonical =
        canonical(
            new SignableRequest(request.method(), request.rawTarget(), headers), names, payload);
    String signature = key.sign(StringToSign.of(canonical, time, key.scope()).text());
    headers.put(
        "authorization",
        List.of(new SigV4Authorization(accessKeyId, key.scope(), names, signature).header()));
    return new Signed(headers, signature, new ChunkSignatures(key, time, signature));
  }

  /**
   * Signs a URL that lets whoever has it send this request, with these headers and any body.
   *
   * @param expires how long it is good, in whole seconds, at most seven days
   * @return the target to send
   * @throws IllegalArgumentException if the target is not percent-encoded well
   */
  public String presign(SignableRequest request, Instant time, Duration expires) {
    SigningKey key = key(time);
    List<String> names = List.copyOf(new TreeSet<>(request.headers().keySet()));
    List<QueryString.Parameter> parameters = new ArrayList<>(query(request).parameters());
    SigV4Authorization unsigned = new SigV4Authorization(accessKeyId, key.scope(), names, "");
    parameters.addAll(new PresignedAuthorization(unsigned, time, expires).unsignedParameters());
    String target = request.rawPath() + '?' + new QueryString(parameters).canonical();
    CanonicalRequest canonical =
        canonical(
            new SignableRequest(request.method(), target, request.headers()),
            names,
            PayloadForm.UNSIGNED.value());
    String signature = key.sign(StringToSign.of(canonical, time, key.scope()).text());
    return target + '&' + PresignedAuthorization.SIGNATURE + '=' + signature;
  }

  private static QueryString query(SignableRequest request) {
    return QueryString.parse(request.rawQuery())
        .orElseThrow(() -> new IllegalArgumentException("broken query " + request.rawQuery()));
  }

  private SigningKey key(Instant time) {
    return SigningKey.derive(secret, CredentialScope.at(time, region, service));
  }

  private static CanonicalRequest canonical(
      SignableRequest request, List<String> names, String payload) {
    return CanonicalRequest.of(request, names, payload)
        .orElseThrow(() -> new IllegalArgumentException("broken target " + request.rawTarget()));
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "RequestSigner[" + accessKeyId + "]";
  }
}
