package org.mucura.spi.tests.auth;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mucura.spi.auth.AuthRequest;

/** Requests for tests, made from one another. */
public final class AuthRequests {

  private AuthRequests() {}

  /** A GET of {@code target} without any credential, to {@code localhost:9000} in plain HTTP. */
  public static AuthRequest get(String target, Instant now) {
    return new AuthRequest(
        "GET",
        target,
        "localhost:9000",
        Map.of("host", List.of("localhost:9000")),
        "127.0.0.1",
        List.of(),
        "s3",
        false,
        now,
        Map.of(),
        AuthRequest.Scope.S3);
  }

  /** The same request with another method. */
  public static AuthRequest withMethod(AuthRequest request, String method) {
    return with(request, method, request.rawTarget(), request.headers());
  }

  /** The same request with another path and query. */
  public static AuthRequest withTarget(AuthRequest request, String target) {
    return with(request, request.method(), target, request.headers());
  }

  /** The same request with these headers and no others, the names in any case. */
  public static AuthRequest withHeaders(AuthRequest request, Map<String, List<String>> headers) {
    Map<String, List<String>> lowerCase = new HashMap<>();
    headers.forEach((name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), values));
    return with(request, request.method(), request.rawTarget(), Map.copyOf(lowerCase));
  }

  /** The same request with these values of a header instead of others; without any, without it. */
  public static AuthRequest withHeader(AuthRequest request, String name, String... values) {
    Map<String, List<String>> headers = new HashMap<>(request.headers());
    headers.remove(name);
    if (values.length > 0) {
      headers.put(name, List.of(values));
    }
    return with(request, request.method(), request.rawTarget(), Map.copyOf(headers));
  }

  /** The same request, judged at another time. */
  public static AuthRequest at(AuthRequest request, Instant now) {
    return new AuthRequest(
        request.method(),
        request.rawTarget(),
        request.authority(),
        request.headers(),
        request.peerAddress(),
        request.peerChain(),
        request.listener(),
        request.secure(),
        now,
        request.formFields(),
        request.scope());
  }

  /** The same request to another service. */
  public static AuthRequest withScope(AuthRequest request, AuthRequest.Scope scope) {
    return new AuthRequest(
        request.method(),
        request.rawTarget(),
        request.authority(),
        request.headers(),
        request.peerAddress(),
        request.peerChain(),
        request.listener(),
        request.secure(),
        request.now(),
        request.formFields(),
        scope);
  }

  private static AuthRequest with(
      AuthRequest request, String method, String target, Map<String, List<String>> headers) {
    return new AuthRequest(
        method,
        target,
        request.authority(),
        headers,
        request.peerAddress(),
        request.peerChain(),
        request.listener(),
        request.secure(),
        request.now(),
        request.formFields(),
        request.scope());
  }
}
