package org.mucura.http.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** The keys and certificates of the tests, valid for localhost until the year 2120. */
public final class TestKeys {

  public static final char[] PASSWORD = KeyMaterial.PASSWORD.toCharArray();

  private static final Path FOLDER = Path.of("src/test/resources/tls");

  private TestKeys() {}

  /** One key and its certificate under the alias {@code server}. */
  public static KeyStore keyStore(String name) throws IOException, GeneralSecurityException {
    return new PemFiles(FOLDER.resolve(name + ".crt"), FOLDER.resolve(name + ".key"))
        .load()
        .toKeyStore();
  }
}
