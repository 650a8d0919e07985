package org.mucura.core.blob;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.content.Body;
import org.mucura.core.key.WrappedKey;
import org.mucura.core.lease.Lease;
import org.mucura.core.seal.SealedLayout;
import org.mucura.core.seal.SealingInputStream;
import org.mucura.core.seal.Seals;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.CloningBlobStore;
import org.mucura.spi.blob.NoSuchBlobException;
import org.mucura.spi.blob.OutOfSpaceException;
import org.mucura.spi.blob.SpaceReporting;
import org.mucura.wire.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals contents and writes them into the first store of a list that is there and has room. */
public final class ContentWriter {

  /** The largest body, in bytes: 5 GiB. */
  public static final long SIZE_MAX = 5L << 30;

  private static final Logger LOG = LoggerFactory.getLogger(ContentWriter.class);

  private final Stores stores;
  private final Seals seals;
  private final BlobIds ids;

  /** A store that was chosen, in use until this is closed. */
  private record Choice(String name, Lease<BlobStore> lease) implements AutoCloseable {

    BlobStore store() {
      return lease.service();
    }

    @Override
    public void close() {
      lease.close();
    }
  }

  public ContentWriter(Stores stores, Seals seals, BlobIds ids) {
    this.stores = stores;
    this.seals = seals;
    this.ids = ids;
  }

  /**
   * Writes a body. On return it is durable and as the client said it would be; no record names it.
   * If this throws, nothing was written.
   *
   * @param bucket under whose key it will be, and in one of whose stores
   * @throws S3Exception {@code BadDigest}, {@code IncompleteBody}, {@code EntityTooLarge}, what the
   *     body throws, {@code SlowDown} if there is no store, {@code ServiceUnavailable} if it fails
   */
  public WrittenBlob write(Bucket bucket, Body body) {
    long length = body.length().orElse(0);
    if (length > SIZE_MAX) {
      throw new S3Exception(ErrorCode.ENTITY_TOO_LARGE);
    }
    try (Choice choice = choose(bucket.stores(), length)) {
      return write(choice, bucket.key(), body);
    }
  }

  private WrittenBlob write(Choice choice, WrappedKey bucket, Body body) {
    BlobRef blob = new BlobRef(choice.name(), ids.mint());
    VerifiedBody verified = new VerifiedBody(body, SIZE_MAX);
    try (verified;
        SealingInputStream sealed = seals.seal(bucket, verified, body.length())) {
      choice.store().write(blob.id(), sealedSize(body.length()), sealed);
      Digests digests = verified.digests();
      return new WrittenBlob(blob, verified.size(), sealed.seal(), digests);
    } catch (IOException e) {
      discard(choice.store(), blob.id());
      throw verified.failure().orElseGet(() -> failed(blob, e));
    }
  }

  private static OptionalLong sealedSize(OptionalLong size) {
    return size.isPresent()
        ? OptionalLong.of(SealedLayout.sealedSize(size.getAsLong()))
        : OptionalLong.empty();
  }

  /**
   * Gives a blob a second, independent life in its own store, if that can be done without moving
   * its bytes. On return it is durable; no record names it.
   *
   * @param names of the stores that may have it
   * @throws NoSuchBlobException if the source is gone
   */
  public Optional<BlobRef> clone(BlobRef source, List<String> names) throws NoSuchBlobException {
    if (!names.contains(source.store())) {
      return Optional.empty();
    }
    BlobRef target = new BlobRef(source.store(), ids.mint());
    try (Lease<BlobStore> lease = stores.ownBlobs(source.store())) {
      if (!(lease.service() instanceof CloningBlobStore cloning)) {
        return Optional.empty();
      }
      cloning.clone(source.id(), target.id());
      return Optional.of(target);
    } catch (NoSuchBlobException e) {
      throw e;
    } catch (IOException e) {
      throw failed(target, e);
    }
  }

  /** Frees a blob that no record has ever named, as far as that can be done now. */
  public void discard(BlobRef blob) {
    try (Lease<BlobStore> lease = stores.ownBlobs(blob.store())) {
      discard(lease.service(), blob.id());
    } catch (S3Exception e) {
      LOG.info("{} is left to the sweep", blob, e);
    }
  }

  private static void discard(BlobStore store, BlobId id) {
    try {
      store.delete(List.of(id));
    } catch (IOException e) {
      LOG.info("{} is left to the sweep", id, e);
    }
  }

  /** Waits for none but the last. */
  private Choice choose(List<String> names, long length) {
    int last = names.size() - 1;
    for (String name : names.subList(0, last)) {
      Optional<Lease<BlobStore>> lease = stores.tryOwnBlobs(name);
      if (lease.filter(given -> hasRoom(name, given.service(), length)).isPresent()) {
        return new Choice(name, lease.get());
      }
      lease.ifPresent(Lease::close);
      LOG.warn("content store {} is skipped", name);
    }
    return new Choice(names.get(last), stores.ownBlobs(names.get(last)));
  }

  /** Whatever a store throws here: the next one is asked. */
  private static boolean hasRoom(String name, BlobStore store, long length) {
    try {
      return !(store instanceof SpaceReporting space) || space.space().usable() > length;
    } catch (IOException | RuntimeException e) {
      LOG.warn("content store {} does not say how much room it has", name, e);
      return false;
    }
  }

  private S3Exception failed(BlobRef blob, IOException e) {
    stores.failed(Kind.BLOBS, blob.store());
    if (e instanceof OutOfSpaceException) {
      LOG.error("content store {} is full; writes go on once there is room", blob.store(), e);
      return new S3Exception(ErrorCode.SERVICE_UNAVAILABLE, "The content store is full.", e);
    }
    LOG.error("content store {} failed; writes go on once its medium does", blob.store(), e);
    return new S3Exception(ErrorCode.SERVICE_UNAVAILABLE, "The content store failed.", e);
  }
}
