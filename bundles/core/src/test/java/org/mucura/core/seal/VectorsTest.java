package org.mucura.core.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.Properties;
import org.junit.Test;
import org.mucura.core.key.AesKey;
import org.mucura.core.key.KeyWrap;
import org.mucura.spi.Bytes;

/**
 * Sealed contents are what {@code vectors.py}, an implementation of its own in another language,
 * made of the same keys and plaintexts.
 */
public class VectorsTest {

  private static final int[] SIZES = {0, 1, 65535, 65536, 65537, 131072, 200000};

  private final Properties known = new Properties();

  public VectorsTest() throws IOException {
    try (InputStream file = VectorsTest.class.getResourceAsStream("vectors.properties")) {
      known.load(file);
    }
  }

  @Test
  public void bucketKeysAreWrappedAsKnown() throws Exception {
    AesKey master = key("master.key");
    Bytes wrapped = bytes("bucket.wrapped");

    assertThat(KeyWrap.wrap(master, key("bucket.key"))).isEqualTo(wrapped);
    assertThat(KeyWrap.unwrap(master, wrapped).getEncoded())
        .isEqualTo(bytes("bucket.key").toArray());
  }

  @Test
  public void contentsAreSealedAsKnown() throws Exception {
    for (int size : SIZES) {
      SealingInputStream stream =
          new SealingInputStream(
              new ByteArrayInputStream(plaintext(size)),
              key(size + ".data"),
              unsigned(size),
              OptionalLong.empty());
      byte[] sealed = stream.readAllBytes();

      assertThat(sealed).hasSize(Integer.parseInt(known.getProperty(size + ".sealed.size")));
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(sealed);
      assertThat(Bytes.wrap(digest)).isEqualTo(bytes(size + ".sealed.sha256"));
      assertThat(HexFormat.of().toHexDigits(stream.seal().crc32c()))
          .isEqualTo(known.getProperty(size + ".sealed.crc32c"));
    }
  }

  @Test
  public void dataKeysAreWrappedAsKnown() {
    for (int size : SIZES) {
      assertThat(KeyWrap.wrap(key("bucket.key"), key(size + ".data")))
          .isEqualTo(bytes(size + ".wrapped"));
    }
  }

  private Seal unsigned(int size) {
    return new Seal(bytes(size + ".id"), bytes(size + ".wrapped"), 0);
  }

  static byte[] plaintext(int size) {
    byte[] plain = new byte[size];
    for (int i = 0; i < size; i++) {
      plain[i] = (byte) (i * 31 + (i >> 8) * 17 + (i >> 16));
    }
    return plain;
  }

  private AesKey key(String name) {
    return AesKey.wrap(bytes(name).toArray());
  }

  private Bytes bytes(String name) {
    return Bytes.hex(known.getProperty(name));
  }
}
