package org.mucura.http.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A PEM file with the chain, the server's certificate first, and one with its unencrypted key, as
 * PKCS#8 ({@code BEGIN PRIVATE KEY}) or in OpenSSL's older forms ({@code BEGIN RSA PRIVATE KEY},
 * {@code BEGIN EC PRIVATE KEY}), which grid sites still use. They may be the same file.
 */
public record PemFiles(Path certificates, Path privateKey) implements KeySource {

  private static final Pattern CERTIFICATE = block("CERTIFICATE");
  private static final Pattern KEY = block("(?:RSA |EC )?PRIVATE KEY");

  @Override
  public List<Path> files() {
    return List.of(certificates, privateKey);
  }

  @Override
  public KeyMaterial load() throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<byte[]> blocks = contents(CERTIFICATE, Files.readString(certificates));
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("no certificate in " + certificates);
    }
    X509Certificate[] chain = new X509Certificate[blocks.size()];
    for (int i = 0; i < chain.length; i++) {
      ByteArrayInputStream in = new ByteArrayInputStream(blocks.get(i));
      chain[i] = (X509Certificate) factory.generateCertificate(in);
    }
    return new KeyMaterial(key(chain[0].getPublicKey()), List.of(chain));
  }

  private PrivateKey key(PublicKey publicKey) throws IOException, GeneralSecurityException {
    String pem = Files.readString(privateKey);
    List<byte[]> keys = contents(KEY, pem);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no unencrypted private key in " + privateKey);
    }
    byte[] encoded = keys.get(0);
    boolean pkcs8 = pem.contains("-----BEGIN PRIVATE KEY-----");
    return KeyFactory.getInstance(publicKey.getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(pkcs8 ? encoded : Pkcs8.wrap(encoded, publicKey)));
  }

  private static Pattern block(String label) {
    return Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END ");
  }

  private static List<byte[]> contents(Pattern block, String pem) {
    return block
        .matcher(pem)
        .results()
        .map(match -> Base64.getMimeDecoder().decode(match.group(1)))
        .toList();
  }
}
