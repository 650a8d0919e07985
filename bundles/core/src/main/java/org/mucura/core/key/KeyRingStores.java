package org.mucura.core.key;

import java.io.IOException;
import java.nio.file.Path;

/** Chooses a kind of key ring as its settings say. */
final class KeyRingStores {

  private KeyRingStores() {}

  /**
   * A PKCS#12 keystore if there is a password for it, else a file of text.
   *
   * @throws IllegalArgumentException with a message for an administrator
   */
  static KeyRingStore of(String file, String passwordFile, String passwordVariable)
      throws IOException {
    if (file.isBlank()) {
      throw new IllegalArgumentException("etc/org.mucura.keys.cfg names no file");
    }
    Path path = Path.of(file.strip());
    if (!passwordFile.isBlank()) {
      String password = PasswordFile.read(Path.of(passwordFile.strip()));
      return keystore(path, password, passwordFile);
    }
    if (!passwordVariable.isBlank()) {
      String password = System.getenv(passwordVariable.strip());
      return keystore(path, password == null ? "" : password, passwordVariable);
    }
    return new TextKeyRing(path);
  }

  private static KeyRingStore keystore(Path file, String password, String source) {
    if (password.isEmpty()) {
      throw new IllegalArgumentException(source + " has no password for " + file);
    }
    return new KeystoreKeyRing(file, password.toCharArray());
  }
}
