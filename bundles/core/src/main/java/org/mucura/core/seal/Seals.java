package org.mucura.core.seal;

import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.OptionalLong;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.key.AesKey;
import org.mucura.core.key.KeyWrap;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.key.WrappedKey;
import org.mucura.spi.Bytes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Seals and opens the blobs of buckets. Whatever is written has a key of its own, which is used for
 * nothing else and stands under the bucket's key in the record that names the blob.
 */
@Component(service = Seals.class)
public final class Seals {

  private final MasterKeys keys;
  private final SecureRandom random = new SecureRandom();

  @Activate
  public Seals(@Reference MasterKeys keys) {
    this.keys = keys;
  }

  /**
   * Seals what a source yields under a new key. The caller closes the stream.
   *
   * @param bucket the bucket's key
   * @param size what the source will yield, if that is known
   */
  public SealingInputStream seal(WrappedKey bucket, InputStream source, OptionalLong size) {
    AesKey key = AesKey.random();
    byte[] id = new byte[Seal.ID_LENGTH];
    random.nextBytes(id);
    try (AesKey bucketKey = keys.unwrap(bucket)) {
      Seal unsigned = new Seal(Bytes.wrap(id), KeyWrap.wrap(bucketKey, key), 0);
      return new SealingInputStream(source, key, unsigned, size);
    }
  }

  /** Opens blobs of one bucket; the caller closes it. */
  public Opener opener(WrappedKey bucket) {
    return new Opener(keys.unwrap(bucket));
  }

  /** How a blob is sealed once it belongs to another bucket. */
  public Seal moved(Seal seal, WrappedKey from, WrappedKey to) {
    try (AesKey source = keys.unwrap(from);
        AesKey target = keys.unwrap(to);
        AesKey key = unwrap(source, seal)) {
      return new Seal(seal.id(), KeyWrap.wrap(target, key), seal.crc32c());
    }
  }

  static AesKey unwrap(AesKey bucketKey, Seal seal) {
    try {
      return KeyWrap.unwrap(bucketKey, seal.key());
    } catch (GeneralSecurityException e) {
      throw new CorruptRecordException("the key of the blob with the seal " + seal.id(), e);
    }
  }
}
