package org.mucura.http.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A PKCS#12 file, whose first key counts, and a file whose first line is its password. */
public record Pkcs12File(Path keyStore, Path password) implements KeySource {

  @Override
  public List<Path> files() {
    return List.of(keyStore, password);
  }

  @Override
  public KeyMaterial load() throws IOException, GeneralSecurityException {
    char[] secret = Files.readString(password).lines().findFirst().orElse("").toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      store.load(in, secret);
    }
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        List<X509Certificate> chain =
            Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        return new KeyMaterial((PrivateKey) store.getKey(alias, secret), chain);
      }
    }
    throw new IllegalArgumentException("no key in " + keyStore);
  }
}
