package org.mucura.core.blob;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.PartTable.PageSummary;
import org.mucura.core.blob.PartTable.Paged;
import org.mucura.core.blob.PartsInputStream.Piece;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.content.Body;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.lease.Lease;
import org.mucura.core.seal.Opener;
import org.mucura.core.seal.Opener.SealedBlob;
import org.mucura.core.store.StoreStatus.Kind;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the contents of one object, and holds the stores that it used until it is closed. Used by
 * one thread at a time.
 */
public final class ContentReader implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(ContentReader.class);

  private final Stores stores;
  private final PartPages pages;
  private final Opener opener;
  private final BucketId bucket;
  private final Contents contents;
  private final Map<String, Lease<BlobStore>> leases = new HashMap<>();
  private final List<InputStream> streams = new ArrayList<>();

  /**
   * Reads nothing yet.
   *
   * @param opener closed with the reader
   */
  public ContentReader(
      Stores stores, PartPages pages, Opener opener, BucketId bucket, Contents contents) {
    this.stores = stores;
    this.pages = pages;
    this.opener = opener;
    this.bucket = bucket;
    this.contents = contents;
  }

  /**
   * The bytes of {@code range}, which lies within the contents; the first blob is open on return.
   *
   * @throws IOException if a blob cannot be read; also by the stream, which never ends early
   * @throws S3Exception {@code SlowDown} if the first blob's store is not there, {@code
   *     ServiceUnavailable} if the metadata store is not; not by the stream
   */
  public InputStream read(BlobRange range) throws IOException {
    if (range.offset() + range.length() > contents.size()) {
      throw new IllegalArgumentException(range + " of " + contents.size());
    }
    InputStream stream = opened(new PartsInputStream(this::open, new Pieces(range)));
    streams.add(stream);
    return stream;
  }

  /**
   * The bytes of {@code range} as a body to be written again.
   *
   * @param algorithm of the checksum that it is to have
   * @param besides of a further one
   * @throws S3Exception {@code SlowDown} or {@code ServiceUnavailable} if they cannot be read,
   *     {@code InternalError} if they are damaged; also by the stream
   */
  public Body copy(
      BlobRange range, Optional<ChecksumAlgorithm> algorithm, Optional<ChecksumAlgorithm> besides) {
    ExpectedDigests expected =
        new ExpectedDigests(Optional.empty(), algorithm, besides, Optional::empty);
    try {
      InputStream stream = new CopyInputStream(read(range));
      return new Body(stream, OptionalLong.of(range.length()), expected);
    } catch (IOException e) {
      throw CopyInputStream.failed(e);
    }
  }

  /** Nothing was sent yet, so a client can still be told to come again. */
  private static InputStream opened(PartsInputStream stream) throws IOException {
    try {
      return stream.opened();
    } catch (IOException e) {
      if (e.getCause() instanceof S3Exception refused) {
        throw refused;
      }
      throw e;
    }
  }

  private InputStream open(StoredPart part, BlobRange range) throws IOException {
    BlobRef blob = part.blob();
    BlobStore store = leases.computeIfAbsent(blob.store(), stores::blobs).service();
    try {
      return opener.open(new LeasedBlob(blob, store), part.seal(), part.size(), range);
    } catch (IOException e) {
      stores.failed(Kind.BLOBS, blob.store());
      throw e;
    }
  }

  /** A blob whose store does not go away before this reader is closed. */
  private record LeasedBlob(BlobRef ref, BlobStore store) implements SealedBlob {

    @Override
    public InputStream read(BlobRange range) throws IOException {
      return store.read(ref.id(), range);
    }

    @Override
    public String toString() {
      return ref.toString();
    }
  }

  /** Closes what it gave out, too: nothing reads from a store whose lease is back. */
  @Override
  public void close() {
    for (InputStream stream : streams) {
      try {
        stream.close();
      } catch (IOException e) {
        LOG.debug("a stream that was read does not close", e);
      }
    }
    streams.clear();
    opener.close();
    leases.values().forEach(Lease::close);
    leases.clear();
  }

  /** What of each part lies in a range; pages are read when they are come to. */
  private final class Pieces implements Iterator<Piece> {

    private final long end;
    private long position;
    private int nextPage;
    private long partStart;
    private Iterator<StoredPart> page = List.<StoredPart>of().iterator();

    Pieces(BlobRange range) {
      this.position = range.offset();
      this.end = range.offset() + range.length();
      skipPages();
    }

    private void skipPages() {
      if (contents.parts() instanceof Paged paged) {
        for (PageSummary summary : paged.pages()) {
          if (partStart + summary.bytes() > position) {
            break;
          }
          partStart += summary.bytes();
          nextPage++;
        }
      }
    }

    @Override
    public boolean hasNext() {
      return position < end;
    }

    @Override
    public Piece next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      StoredPart part = nextPart();
      while (partStart + part.size() <= position) {
        partStart += part.size();
        part = nextPart();
      }
      long offset = position - partStart;
      long length = Math.min(part.size() - offset, end - position);
      partStart += part.size();
      position += length;
      return new Piece(part, new BlobRange(offset, length));
    }

    private StoredPart nextPart() {
      while (!page.hasNext()) {
        page = pages.page(bucket, contents, nextPage++).iterator();
      }
      return page.next();
    }
  }
}
