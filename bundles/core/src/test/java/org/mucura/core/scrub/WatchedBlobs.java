package org.mucura.core.scrub;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.store.Stores;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.blob.BlobStore;
import org.mucura.spi.blob.ScrubbableBlobStore;

/** Blobs in memory; tells what was done to them, and does what tests want to happen meanwhile. */
final class WatchedBlobs implements BlobStore, ScrubbableBlobStore {

  final MemoryBlobStore store = new MemoryBlobStore(16 << 20);
  final List<Damage> damage = new ArrayList<>();
  final Map<BlobId, Runnable> hooks = new HashMap<>();
  final Set<BlobId> failOnce = new HashSet<>();
  final Set<BlobId> failAlways = new HashSet<>();
  final Set<BlobId> read = new HashSet<>();
  final CountDownLatch scrubbing = new CountDownLatch(1);
  Runnable onRead = () -> {};
  volatile boolean endless;
  volatile boolean brokenOff;
  int failNext;
  int reads;
  int changed;

  void beforeRead(BlobId id, Runnable hook) {
    hooks.put(id, hook);
  }

  @Override
  public long write(BlobId id, OptionalLong size, InputStream content) throws IOException {
    changed++;
    return store.write(id, size, content);
  }

  @Override
  public InputStream read(BlobId id, BlobRange range) throws IOException {
    if (!id.equals(Stores.MARK)) {
      onRead.run();
      read.add(id);
      reads++;
    }
    Runnable hook = hooks.remove(id);
    if (hook != null) {
      hook.run();
    }
    if (failNext > 0) {
      failNext--;
      throw new IOException("too many open files");
    }
    if (failAlways.contains(id)) {
      throw new IOException("bad sector");
    }
    if (failOnce.remove(id)) {
      throw new IOException("this time");
    }
    return store.read(id, range);
  }

  @Override
  public long size(BlobId id) throws IOException {
    return store.size(id);
  }

  @Override
  public void delete(Collection<BlobId> ids) throws IOException {
    changed++;
    store.delete(ids);
  }

  @Override
  public void scrub(long bytesPerSecond, Consumer<Damage> found) throws IOException {
    scrubbing.countDown();
    damage.forEach(found);
    try {
      while (endless) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      brokenOff = true;
      throw new InterruptedIOException("interrupted");
    }
  }
}
