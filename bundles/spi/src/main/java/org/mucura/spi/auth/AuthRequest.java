package org.mucura.spi.auth;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an authenticator may look at: a request without its body.
 *
 * @param method in upper case
 * @param rawTarget path and query exactly as they were sent, nothing decoded or cleaned
 * @param authority host and port as the client named them ({@code Host}, or {@code :authority} in
 *     HTTP/2)
 * @param headers by lower-case name; the values in the order in which they came, untrimmed
 * @param peerAddress the client's address in its textual form, behind trusted proxies the forwarded
 *     one
 * @param peerChain the certificates that the peer proved in TLS, its own first; empty without; not
 *     validated
 * @param listener the name of the listener that took the request
 * @param secure whether it came over TLS
 * @param now the time at which the request is judged
 * @param formFields the fields of a form where the signature is one of them, else empty
 * @param scope the service that the credential must be meant for
 */
public record AuthRequest(
    String method,
    String rawTarget,
    String authority,
    Map<String, List<String>> headers,
    String peerAddress,
    List<X509Certificate> peerChain,
    String listener,
    boolean secure,
    Instant now,
    Map<String, String> formFields,
    Scope scope) {

  /** The service that a credential is for, as it stands in a credential scope. */
  public enum Scope {
    S3,
    STS
  }

  /** The first value of a header, by its lower-case name. */
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }
}
