package org.mucura.http.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the chain of certificates that goes with it. The key is checked to be the first
 * certificate's: while two files are being replaced, one is new and the other old.
 */
record KeyMaterial(PrivateKey key, List<X509Certificate> chain) {

  /** Key stores want one; this one never leaves the heap. */
  static final String PASSWORD = "in-memory";

  private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

  KeyMaterial {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("no certificate");
    }
    if (!belongs(key, chain.get(0).getPublicKey())) {
      throw new IllegalArgumentException("the key is not the certificate's");
    }
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  KeyStore toKeyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(new X509Certificate[0]));
    return store;
  }

  private static boolean belongs(PrivateKey key, PublicKey publicKey) {
    try {
      Signature signature = Signature.getInstance(signatureAlgorithm(publicKey));
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String signatureAlgorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> key.getAlgorithm();
    };
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "certificate of " + certificate().getSubjectX500Principal();
  }
}
