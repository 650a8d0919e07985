package org.mucura.core.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.mucura.core.lease.Lease;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.MetadataSnapshot;
import org.mucura.spi.metadata.MetadataStore;

/** The stores of this gateway, which may come and go while requests use them. */
public interface Stores {

  /** The blob in a content store that says of which installation it is; no record names it. */
  BlobId MARK = new BlobId("0".repeat(BlobId.LENGTH));

  /** How many bytes the id of an installation has. */
  int INSTALLATION_LENGTH = 16;

  /**
   * The metadata store that the settings name, whichever service that is at the time of each call.
   * The same object each time, to be kept. Each call holds the store for as long as it runs, waits
   * if the store is not there, and in the end is refused with an {@link
   * org.mucura.core.S3Exception} {@code SlowDown}, in which case nothing was done.
   */
  MetadataStore metadata();

  /**
   * What the metadata store has at this moment, until closed; empty if such stores cannot show
   * that. It ends, with a {@link org.mucura.spi.metadata.MetadataStoreException} for whoever goes
   * on, when another service takes the store's place.
   *
   * @throws org.mucura.core.S3Exception {@code SlowDown} if the store is not there and does not
   *     come
   */
  Optional<MetadataSnapshot> snapshot();

  /**
   * The id of the installation whose records the metadata store holds, read there now: a random one
   * of {@value #INSTALLATION_LENGTH} bytes, given to the store when it was empty.
   */
  Bytes installation();

  /**
   * The content store of this name, to read from, until the lease is closed.
   *
   * @throws org.mucura.core.S3Exception {@code SlowDown} if there is none and none comes
   */
  Lease<BlobStore> blobs(String name);

  /**
   * The content store of this name, to write to and to remove from. It belongs to the installation
   * of the metadata store, or does so from now on.
   *
   * @throws org.mucura.core.S3Exception {@code SlowDown} if there is none and none comes; {@code
   *     ServiceUnavailable} if it belongs to another installation, or fails
   */
  Lease<BlobStore> ownBlobs(String name);

  /** As {@link #ownBlobs}, but without a wait; empty where that throws. */
  Optional<Lease<BlobStore>> tryOwnBlobs(String name);

  /**
   * The installation to which the content store of this name belongs, read there now; empty if to
   * none yet.
   *
   * @throws IOException if the store fails
   * @throws org.mucura.core.S3Exception {@code SlowDown} if there is none and none comes
   */
  Optional<Bytes> owner(String name) throws IOException;

  /** A store could not do what was asked of it, through no fault of a client: that is counted. */
  void failed(StoreStatus.Kind kind, String name);

  /** How often that was so since the start, also of a store that has gone. */
  long failures(StoreStatus.Kind kind, String name);

  /** All stores there are, for the administrator. */
  List<StoreStatus> list();
}
