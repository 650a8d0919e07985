package org.mucura.s3.request;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.mucura.spi.auth.AuthRequest;
import org.mucura.spi.auth.AuthRequest.Scope;

/** Shows requests to authenticators. */
final class AuthRequests {

  private final InstantSource clock;

  AuthRequests(InstantSource clock) {
    this.clock = clock;
  }

  AuthRequest of(Request request, String authority) {
    return new AuthRequest(
        request.getMethod(),
        request.getHttpURI().getPathQuery(),
        authority,
        headers(request.getHeaders(), authority),
        Optional.ofNullable(Request.getRemoteAddr(request)).orElse(""),
        peerChain(request),
        Optional.ofNullable(request.getConnectionMetaData().getConnector().getName()).orElse(""),
        request.isSecure(),
        clock.instant(),
        Map.of(),
        Scope.S3);
  }

  /** Host and port as the client named them; HTTP/2 has no Host header. */
  static String authority(Request request) {
    String host = request.getHeaders().get(HttpHeader.HOST);
    if (host != null) {
      return host;
    }
    return Optional.ofNullable(request.getHttpURI().getAuthority()).orElse("");
  }

  private static Map<String, List<String>> headers(HttpFields fields, String authority) {
    Map<String, List<String>> headers = new HashMap<>(2 * fields.size());
    for (HttpField field : fields) {
      List<String> value = List.of(Optional.ofNullable(field.getValue()).orElse(""));
      headers.merge(field.getLowerCaseName(), value, AuthRequests::joined);
    }
    // Clients sign it under this name in HTTP/2, too.
    headers.putIfAbsent("host", List.of(authority));
    return headers;
  }

  private static List<String> joined(List<String> first, List<String> second) {
    String[] values = new String[first.size() + 1];
    first.toArray(values);
    values[first.size()] = second.get(0);
    return List.of(values);
  }

  private static List<X509Certificate> peerChain(Request request) {
    if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
            instanceof EndPoint.SslSessionData tls
        && tls.peerCertificates() != null) {
      return List.of(tls.peerCertificates());
    }
    return List.of();
  }
}
