package org.mucura.auth.s3signature;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.mucura.wire.sigv4.CredentialScope;
import org.mucura.wire.sigv4.SigningKey;

/**
 * The signing keys in use, so that most requests need not derive one. Holds a bounded number; when
 * it is full it begins anew, which costs each key one derivation.
 */
final class SigningKeys {

  private final Map<Origin, SigningKey> keys = new ConcurrentHashMap<>();
  private final int capacity;

  SigningKeys(int capacity) {
    this.capacity = capacity;
  }

  SigningKey get(String secret, CredentialScope scope) {
    Origin origin = new Origin(secret, scope);
    SigningKey known = keys.get(origin);
    if (known != null) {
      return known;
    }
    if (keys.size() >= capacity) {
      keys.clear();
    }
    SigningKey derived = SigningKey.derive(secret, scope);
    keys.put(origin, derived);
    return derived;
  }

  /** By the secret rather than by the key's id: a secret that changed finds nothing stale. */
  private record Origin(String secret, CredentialScope scope) {

    /** Says nothing of the secret. */
    @Override
    public String toString() {
      return "Origin[" + scope + "]";
    }
  }
}
