package org.mucura.blobs.memory;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.mucura.spi.blob.BlobExistsException;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.CloningBlobStore;
import org.mucura.spi.blob.ListableBlobStore;
import org.mucura.spi.blob.NoSuchBlobException;
import org.mucura.spi.blob.SpaceReporting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Contents in the heap, up to a capacity. They are gone with the store: not even a new
 * configuration of the same name has them.
 *
 * <p>A clone shares the bytes of its source and yet counts against the capacity as much as its
 * source, so that deleting either frees what it was charged. A deleted blob that is still being
 * read is no longer counted.
 */
@Component(
    service = BlobStore.class,
    immediate = true,
    configurationPid = "org.mucura.blobs.memory",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MemoryBlobStore.Config.class, factory = true)
public final class MemoryBlobStore
    implements BlobStore, ListableBlobStore, CloningBlobStore, SpaceReporting {

  private final ConcurrentNavigableMap<BlobId, Pieces> blobs = new ConcurrentSkipListMap<>();
  private final Room room;

  /** The settings of one instance. */
  @ObjectClassDefinition(
      name = "Contents in memory",
      description = "Keeps contents in the heap until the store stops, or its settings change.")
  public @interface Config {

    /** The name that records give to this instance. */
    @AttributeDefinition(
        name = "Name",
        description = "Kept in records, so it never changes, and is never reused")
    String name();

    /** How much the store takes, in MiB, 1 or more. */
    @AttributeDefinition(
        name = "Capacity in MiB",
        description = "All contents together; a write beyond it fails",
        min = "1")
    long capacityMiB() default 256;
  }

  /** As the container makes it. */
  @Activate
  public MemoryBlobStore(Config config) {
    this(Math.multiplyExact(config.capacityMiB(), 1024L * 1024));
  }

  /**
   * An empty store.
   *
   * @param capacity in bytes, 0 or more
   */
  public MemoryBlobStore(long capacity) {
    room = new Room(capacity);
  }

  @Override
  public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
    requireAbsent(id);
    long limit = size.orElse(Long.MAX_VALUE);
    List<byte[]> pieces = new ArrayList<>();
    long length = 0;
    try (Room.Share share = room.share()) {
      byte[] piece = content.readNBytes(Pieces.PIECE_LENGTH);
      while (piece.length > 0) {
        length += piece.length;
        requireSize(length <= limit, size);
        share.take(piece.length);
        pieces.add(piece);
        piece = content.readNBytes(Pieces.PIECE_LENGTH);
      }
      requireSize(size.isEmpty() || length == limit, size);
      add(id, new Pieces(pieces, length));
      share.keep();
    }
    return length;
  }

  @Override
  public InputStream read(BlobId id, BlobRange range) throws IOException {
    return get(id).read(range);
  }

  @Override
  public long size(BlobId id) throws IOException {
    return get(id).length();
  }

  @Override
  public void delete(Collection<BlobId> ids) {
    for (BlobId id : ids) {
      Pieces removed = blobs.remove(id);
      if (removed != null) {
        room.giveBack(removed.length());
      }
    }
  }

  @Override
  public List<BlobId> list(Optional<BlobId> after, int limit) {
    return after.map(id -> blobs.tailMap(id, false)).orElse(blobs).keySet().stream()
        .limit(limit)
        .toList();
  }

  @Override
  public void clone(BlobId source, BlobId target) throws IOException {
    Pieces shared = get(source);
    requireAbsent(target);
    try (Room.Share share = room.share()) {
      share.take(shared.length());
      add(target, shared);
      share.keep();
    }
  }

  @Override
  public Space space() {
    return new Space(room.capacity(), room.free());
  }

  private Pieces get(BlobId id) throws NoSuchBlobException {
    Pieces content = blobs.get(id);
    if (content == null) {
      throw new NoSuchBlobException("no blob " + id);
    }
    return content;
  }

  private void add(BlobId id, Pieces content) throws BlobExistsException {
    if (blobs.putIfAbsent(id, content) != null) {
      throw new BlobExistsException("blob " + id + " exists");
    }
  }

  private void requireAbsent(BlobId id) throws BlobExistsException {
    if (blobs.containsKey(id)) {
      throw new BlobExistsException("blob " + id + " exists");
    }
  }

  private static void requireSize(boolean holds, OptionalLong size) throws IOException {
    if (!holds) {
      throw new IOException("the content is not the " + size.getAsLong() + " bytes announced");
    }
  }
}
