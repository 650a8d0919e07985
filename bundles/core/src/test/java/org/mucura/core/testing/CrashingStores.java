package org.mucura.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataCapabilities;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/**
 * Both stores as a gateway sees them that dies after so many calls: every further call throws, as
 * if the process were gone. What was done stays done.
 */
public final class CrashingStores {

  private final MetadataStore metadata;
  private final BlobStore blobs;
  private int callsLeft;

  /** The gateway is gone. Nobody catches this. */
  public static final class Crash extends Error {

    private static final long serialVersionUID = 1;
  }

  public CrashingStores(MetadataStore metadata, BlobStore blobs) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.callsLeft = Integer.MAX_VALUE;
  }

  /** Lets the gateway live for {@code calls} more calls. */
  public void dieAfter(int calls) {
    callsLeft = calls;
  }

  public boolean isDead() {
    return callsLeft == 0;
  }

  private void live() {
    if (callsLeft == 0) {
      throw new Crash();
    }
    callsLeft--;
  }

  public MetadataStore metadata() {
    return new MetadataStore() {
      @Override
      public MetadataCapabilities capabilities() {
        return metadata.capabilities();
      }

      @Override
      public List<Optional<Entry>> get(List<Bytes> keys) {
        live();
        return metadata.get(keys);
      }

      @Override
      public CasOutcome put(Bytes key, Bytes value, Revision expected) {
        live();
        return metadata.put(key, value, expected);
      }

      @Override
      public CasOutcome delete(Bytes key, Revision expected) {
        live();
        return metadata.delete(key, expected);
      }

      @Override
      public List<Entry> scan(Bytes after, Bytes before, int limit) {
        live();
        return metadata.scan(after, before, limit);
      }
    };
  }

  public BlobStore blobs() {
    return new BlobStore() {
      @Override
      public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
        live();
        return blobs.write(id, size, content);
      }

      @Override
      public InputStream read(BlobId id, BlobRange range) throws IOException {
        live();
        return blobs.read(id, range);
      }

      @Override
      public long size(BlobId id) throws IOException {
        live();
        return blobs.size(id);
      }

      @Override
      public void delete(Collection<BlobId> ids) throws IOException {
        live();
        blobs.delete(ids);
      }
    };
  }
}
