package org.mucura.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import org.junit.Test;
import org.mucura.core.format.RecordStore;
import org.mucura.core.seal.VectorsTest;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;

/** What is made of a master key is what {@code vectors.py} made of it. */
public class KeyVectorsTest {

  private final Properties known = new Properties();

  public KeyVectorsTest() throws IOException {
    try (InputStream file = VectorsTest.class.getResourceAsStream("vectors.properties")) {
      known.load(file);
    }
  }

  private MasterKey master() {
    return MasterKey.of(AesKey.wrap(bytes("master.key").toArray()));
  }

  @Test
  public void itsIdAndItsCheckValueAreAsKnown() {
    assertThat(master().id()).isEqualTo(known.getProperty("master.id"));
    assertThat(master().checkValue()).isEqualTo(bytes("master.check"));
  }

  @Test
  public void aSecretOpensAsKnown() throws IOException {
    MemoryKeyRing ring = new MemoryKeyRing();
    ring.create(new KeyRing(List.of(master())));
    RecordStore records = new RecordStore(new MemoryMetadataStore());
    SecretSealer sealer = new SecretSealer(new MasterKeys(records, ring, InstantSource.system()));
    SealedSecret sealed =
        new SealedSecret(master().id(), bytes("secret.nonce"), bytes("secret.sealed"));

    assertThat(sealer.open("MUABCDEFGHIJKLMNOPQR", sealed))
        .isEqualTo("the secret of an access key");
  }

  private Bytes bytes(String name) {
    return Bytes.hex(known.getProperty(name));
  }
}
