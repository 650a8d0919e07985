package org.mucura.core.key;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.mucura.core.file.FileLock;
import org.mucura.core.file.PrivateFile;

/**
 * A key ring in a PKCS#12 keystore: every secret key of 256 bits for AES in it is a master key.
 * They are as old as the order of their aliases says.
 */
final class KeystoreKeyRing implements KeyRingStore {

  private static final String TYPE = "PKCS12";

  private final Path file;
  private final char[] password;

  KeystoreKeyRing(Path file, char[] password) {
    this.file = file;
    this.password = password.clone();
  }

  @Override
  public String place() {
    return file.toString();
  }

  @Override
  public Optional<KeyRing> read() throws IOException {
    try {
      Optional<KeyStore> keystore = load();
      if (keystore.isEmpty()) {
        return Optional.empty();
      }
      List<MasterKey> keys = keys(keystore.get());
      if (keys.isEmpty()) {
        throw new IOException(file + " has no AES key of 256 bits");
      }
      return Optional.of(new KeyRing(keys));
    } catch (GeneralSecurityException e) {
      throw doesNotOpen(e);
    }
  }

  private IOException doesNotOpen(GeneralSecurityException e) {
    return new IOException(file + " does not open: " + e.getMessage(), e);
  }

  private Optional<KeyStore> load() throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      PrivateFile.requirePrivate(file);
      KeyStore keystore = KeyStore.getInstance(TYPE);
      keystore.load(in, password);
      return Optional.of(keystore);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private List<MasterKey> keys(KeyStore keystore) throws GeneralSecurityException {
    List<String> aliases = Collections.list(keystore.aliases());
    Collections.sort(aliases);
    List<MasterKey> keys = new ArrayList<>();
    for (String alias : aliases) {
      if (keystore.entryInstanceOf(alias, KeyStore.SecretKeyEntry.class)) {
        Key key = keystore.getKey(alias, password);
        byte[] bytes = key.getAlgorithm().equals("AES") ? key.getEncoded() : null;
        if (bytes != null && bytes.length == AesKey.LENGTH) {
          keys.add(MasterKey.of(AesKey.wrap(bytes)));
        }
      }
    }
    return keys;
  }

  @Override
  public Closeable lock() throws IOException {
    return FileLock.of(file);
  }

  @Override
  public void create(KeyRing ring) throws IOException {
    PrivateFile.create(file, bytes(Optional.empty(), ring));
  }

  /** What else a site has in its keystore stays there. */
  @Override
  public void replace(KeyRing ring) throws IOException {
    try {
      PrivateFile.write(file, bytes(load(), ring));
    } catch (GeneralSecurityException e) {
      throw doesNotOpen(e);
    }
  }

  private byte[] bytes(Optional<KeyStore> former, KeyRing ring) throws IOException {
    try {
      KeyStore keystore = former.isPresent() ? former.get() : empty();
      List<String> there = keys(keystore).stream().map(MasterKey::id).toList();
      KeyStore.PasswordProtection protection = new KeyStore.PasswordProtection(password);
      int number = 0;
      for (MasterKey key : ring.keys()) {
        String alias = "mucura-%04d-%s".formatted(++number, key.id());
        if (!there.contains(key.id())) {
          keystore.setEntry(alias, new KeyStore.SecretKeyEntry(key.key()), protection);
        }
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      keystore.store(out, password);
      return out.toByteArray();
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a keystore: " + e.getMessage(), e);
    }
  }

  private KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore keystore = KeyStore.getInstance(TYPE);
    keystore.load(null, password);
    return keystore;
  }
}
