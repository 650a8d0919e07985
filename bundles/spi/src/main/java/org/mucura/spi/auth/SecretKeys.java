package org.mucura.spi.auth;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The secrets behind access keys, offered by Mucura to authenticators that verify signatures. The
 * answers may be up to two seconds old.
 */
@ProviderType
public interface SecretKeys {

  /**
   * The living access key of this id: neither it nor its account is suspended or revoked.
   *
   * @param accessKeyId as the client sent it, of any length and form
   */
  Optional<SecretKey> find(String accessKeyId);

  /**
   * A secret with the principal that it proves.
   *
   * @param secret the shared secret; never logged
   */
  record SecretKey(String secret, Principal principal) {

    /** Says nothing of the secret. */
    @Override
    public String toString() {
      return "SecretKey[" + principal.link() + "]";
    }
  }
}
