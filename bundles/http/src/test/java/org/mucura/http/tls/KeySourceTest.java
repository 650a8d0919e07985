package org.mucura.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Every form in which keys come, and what is wrong with them. */
public class KeySourceTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void pemKeysInEveryForm() throws Exception {
    ECPrivateKey first = (ECPrivateKey) pem("first.crt", "first.key").load().key();
    ECPrivateKey sec1 = (ECPrivateKey) pem("first.crt", "first-sec1.key").load().key();
    assertThat(sec1.getS()).isEqualTo(first.getS());
    PrivateKey rsa = pem("rsa.crt", "rsa.key").load().key();
    assertThat(pem("rsa.crt", "rsa-pkcs1.key").load().key()).isEqualTo(rsa);
    assertThat(pem("ed25519.crt", "ed25519.key").load().key().getAlgorithm()).isEqualTo("EdDSA");
  }

  @Test
  public void aChainStaysInOrder() throws Exception {
    Path chain = folder.newFile().toPath();
    Files.writeString(
        chain,
        "some text\n" + Files.readString(file("first.crt")) + Files.readString(file("rsa.crt")));
    KeyMaterial material = new PemFiles(chain, file("first.key")).load();
    assertThat(material.chain()).hasSize(2);
    assertThat(material).hasToString("certificate of CN=first");
  }

  @Test
  public void keyAndCertificateInOneFile() throws Exception {
    Path both = folder.newFile().toPath();
    Files.writeString(
        both, Files.readString(file("first.key")) + Files.readString(file("first.crt")));
    assertThat(new PemFiles(both, both).load().chain()).hasSize(1);
  }

  @Test
  public void aForeignKeyIsRefused() {
    assertThatThrownBy(() -> pem("first.crt", "second.key").load())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key is not the certificate's");
  }

  @Test
  public void whatIsNotThereIsSaid() throws IOException {
    Path empty = folder.newFile().toPath();
    assertThatThrownBy(() -> new PemFiles(empty, file("first.key")).load())
        .hasMessageContaining("no certificate");
    assertThatThrownBy(() -> new PemFiles(file("first.crt"), empty).load())
        .hasMessageContaining("no unencrypted private key");
    assertThatThrownBy(() -> pem("first.crt", "first-encrypted.key").load())
        .hasMessageContaining("no unencrypted private key");
    assertThatThrownBy(() -> pem("first.crt", "none.key").load()).isInstanceOf(IOException.class);
  }

  @Test
  public void pkcs12() throws Exception {
    Path password = Files.writeString(folder.newFile().toPath(), "secret\n");
    Path store = folder.newFile().toPath();
    savePkcs12(store, "secret");
    assertThat(new Pkcs12File(store, password).load().certificate())
        .isEqualTo(pem("first.crt", "first.key").load().certificate());
    Path wrong = Files.writeString(folder.newFile().toPath(), "wrong");
    assertThatThrownBy(() -> new Pkcs12File(store, wrong).load()).isInstanceOf(IOException.class);
  }

  private static void savePkcs12(Path file, String password)
      throws IOException, GeneralSecurityException {
    KeyMaterial material = pem("first.crt", "first.key").load();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "any", material.key(), password.toCharArray(), new Certificate[] {material.certificate()});
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
  }

  private static PemFiles pem(String certificate, String key) {
    return new PemFiles(file(certificate), file(key));
  }

  private static Path file(String name) {
    return Path.of("src/test/resources/tls", name);
  }
}
