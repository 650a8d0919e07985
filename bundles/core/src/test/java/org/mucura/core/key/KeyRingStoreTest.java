package org.mucura.core.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.core.file.PrivateFile;

/** Key rings in files, of both kinds. */
public class KeyRingStoreTest {

  @Rule public final TemporaryFolder folder = new TemporaryFolder();

  private final KeyRing one = new KeyRing(List.of(MasterKey.random()));
  private final KeyRing two = one.with(MasterKey.random());
  private Path text = Path.of("");
  private Path keystore = Path.of("");

  @Before
  public void name() {
    text = folder.getRoot().toPath().resolve("keys/master.keys");
    keystore = folder.getRoot().toPath().resolve("keys/master.p12");
  }

  private List<KeyRingStore> stores() {
    return List.of(new TextKeyRing(text), new KeystoreKeyRing(keystore, "sesame".toCharArray()));
  }

  @Test
  public void aRingIsReadAsItWasKept() throws IOException {
    for (KeyRingStore store : stores()) {
      assertThat(store.read()).isEmpty();
      store.create(one);
      assertThat(ids(store)).isEqualTo(ids(one));
      store.replace(two);
      assertThat(ids(store)).isEqualTo(ids(two));
    }
  }

  @Test
  public void aFirstRingReplacesNone() throws IOException {
    for (KeyRingStore store : stores()) {
      store.create(one);
      assertThatThrownBy(() -> store.create(two)).isInstanceOf(FileAlreadyExistsException.class);
      assertThat(ids(store)).isEqualTo(ids(one));
    }
  }

  @Test
  public void nobodyElseMayReadIt() throws IOException {
    for (KeyRingStore store : stores()) {
      store.create(one);
    }
    for (Path file : List.of(text, keystore)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  public void aRingThatOthersMayReadIsRefused() throws IOException {
    for (KeyRingStore store : stores()) {
      store.create(one);
    }
    for (Path file : List.of(text, keystore)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }
    for (KeyRingStore store : stores()) {
      refused(store, "chmod 600");
    }
  }

  @Test
  public void aDigitThatIsAnotherOneIsNoticed() throws IOException {
    new TextKeyRing(text).create(two);
    String good = Files.readString(text, UTF_8);
    int end = good.length() - 2;
    for (int at : new int[] {end, end - 40, end - 70}) {
      char other = good.charAt(at) == '0' ? '1' : '0';
      Files.writeString(text, good.substring(0, at) + other + good.substring(at + 1), UTF_8);
      refused(new TextKeyRing(text), "damaged");
    }
  }

  @Test
  public void aMessageSaysWhichLineAndNothingOfTheKey() throws IOException {
    new TextKeyRing(text).create(one);
    String good = Files.readString(text, UTF_8);
    String id = one.newest().id();
    String key = good.substring(good.indexOf(id) + id.length() + 1).strip();
    for (String line : List.of(key, key + " " + id, id + key, id + " " + key.substring(1) + "x")) {
      Files.writeString(text, good.replace(id + " " + key, line), UTF_8);
      assertThatThrownBy(() -> new TextKeyRing(text).read())
          .isInstanceOf(IOException.class)
          .hasMessage("line 4 of %s is damaged", text)
          .hasNoCause();
    }
  }

  @Test
  public void whatIsNoRingIsRefused() throws IOException {
    PrivateFile.write(text, "mucura-master-keys 2\n");
    refused(new TextKeyRing(text), "later release");
    PrivateFile.write(text, "");
    refused(new TextKeyRing(text), "no key");
    PrivateFile.write(text, "mucura-master-keys 1\n");
    refused(new TextKeyRing(text), "no key");
    PrivateFile.write(text, "mucura-master-keys 1\n0011223344556677 zz\n");
    refused(new TextKeyRing(text), "damaged");
    PrivateFile.write(keystore, new byte[] {1, 2, 3});
    assertThatThrownBy(() -> stores().get(1).read()).isInstanceOf(IOException.class);
  }

  @Test
  public void aSitesKeystoreKeepsWhatElseItHas() throws Exception {
    char[] password = "sesame".toCharArray();
    KeyStore site = KeyStore.getInstance("PKCS12");
    site.load(null, password);
    put(site, "site-mac", new SecretKeySpec(new byte[32], "HmacSHA256"));
    put(site, "site-short", new SecretKeySpec(new byte[16], "AES"));
    put(site, "site-master", one.newest().key());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    site.store(bytes, password);
    PrivateFile.write(keystore, bytes.toByteArray());
    KeyRingStore ring = stores().get(1);
    assertThat(ids(ring)).isEqualTo(ids(one));

    ring.replace(two);

    assertThat(ids(ring)).containsExactlyInAnyOrderElementsOf(ids(two));
    KeyStore after = KeyStore.getInstance(keystore.toFile(), password);
    assertThat(after.size()).isEqualTo(4);
    for (String alias : Collections.list(site.aliases())) {
      assertThat(after.getKey(alias, password).getEncoded())
          .isEqualTo(site.getKey(alias, password).getEncoded());
    }
  }

  private static void put(KeyStore keystore, String alias, SecretKey key) throws Exception {
    KeyStore.ProtectionParameter password = new KeyStore.PasswordProtection("sesame".toCharArray());
    keystore.setEntry(alias, new KeyStore.SecretKeyEntry(key), password);
  }

  @Test
  public void theWrongPasswordOpensNoKeystore() throws IOException {
    stores().get(1).create(one);

    KeyRingStore wrong = new KeystoreKeyRing(keystore, "open".toCharArray());
    assertThatThrownBy(wrong::read).isInstanceOf(IOException.class);
  }

  @Test
  public void thePasswordSaysWhichKindAFileIs() throws IOException {
    Path password = folder.getRoot().toPath().resolve("password");
    Files.writeString(password, " sesame \nof which this is no part\n", UTF_8);
    assertThat(KeyRingStores.of(text.toString(), "", "")).isInstanceOf(TextKeyRing.class);
    KeyRingStore ring = KeyRingStores.of(keystore.toString(), password.toString(), "");
    ring.create(one);
    assertThat(ids(stores().get(1))).isEqualTo(ids(one));
    assertThatThrownBy(() -> KeyRingStores.of("", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KeyRingStores.of(text.toString(), "", "NO_SUCH_VARIABLE"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refused(KeyRingStore store, String why) {
    assertThatThrownBy(store::read).isInstanceOf(IOException.class).hasMessageContaining(why);
  }

  private static List<String> ids(KeyRingStore store) throws IOException {
    return ids(store.read().orElseThrow());
  }

  private static List<String> ids(KeyRing ring) {
    return ring.keys().stream().map(MasterKey::id).toList();
  }
}
