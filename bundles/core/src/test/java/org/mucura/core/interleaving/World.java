package org.mucura.core.interleaving;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.mucura.blobs.memory.MemoryBlobStore;
import org.mucura.core.bench.Bench;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.RecordType;
import org.mucura.core.interleaving.Operation.Call;
import org.mucura.core.object.ListedObject;
import org.mucura.core.object.ObjectInfo;
import org.mucura.core.object.ObjectQuery;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.StoredBlobs;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.UploadTarget;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.BlobRange;
import org.mucura.spi.metadata.CasOutcome;
import org.mucura.spi.metadata.Entry;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.spi.metadata.Revision;

/** Stores with what is in them before a run, and what must hold after it. */
final class World {

  static final String OLD = "the old one";
  static final String SOURCE = "source";
  static final String PART = "contents of the only part";

  private static final List<RecordType> LEFTOVERS =
      List.of(RecordType.RECLAIM, RecordType.UPLOAD, RecordType.PART, RecordType.PART_PAGE);

  private final MemoryMetadataStore metadata = new MemoryMetadataStore();
  private final MemoryBlobStore blobs = new MemoryBlobStore(1 << 20);
  private final ManualClock clock;
  private final Model model;
  private final Bench gateway;
  private final UploadTarget upload;
  private final PartInfo part;
  private final String etag;

  World(State state) {
    clock = new ManualClock();
    model = new Model(Map.of(SOURCE, "contents of the source"), "open");
    gateway = gateway(Runnable::run);
    gateway.put(SOURCE, "contents of the source");
    upload = gateway.begin(Operation.KEY);
    part = gateway.putPart(upload, 1, PART);
    etag = gateway.put("any", OLD).etag();
    gateway.delete("any");
    gateway.tidyAtOnce();
    state.prepare(this);
  }

  /** As {@code other} is now, with stores of its own. */
  private World(World other) {
    clock = new ManualClock(other.clock.instant());
    model = other.model.copy();
    upload = other.upload;
    part = other.part;
    etag = other.etag;
    for (Entry entry : other.metadata.scan(Bytes.EMPTY, Bytes.EMPTY, 1000)) {
      CasOutcome unused = metadata.put(entry.key(), entry.value(), Revision.ABSENT);
    }
    for (BlobId id : other.blobs.list(Optional.empty(), 1000)) {
      copy(id, other.blobs);
    }
    gateway = gateway(Runnable::run);
  }

  private void copy(BlobId id, MemoryBlobStore from) {
    try (InputStream content = from.read(id, new BlobRange(0, Long.MAX_VALUE))) {
      long unused = blobs.write(id, OptionalLong.empty(), content);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Another one that is as this one is now. */
  World copy() {
    return new World(this);
  }

  /** Undisturbed. */
  Bench gateway() {
    return gateway;
  }

  Bench gateway(Executor redos) {
    return new Bench(metadata, blobs, clock, redos);
  }

  /** A party's. */
  Bench steppedGateway() {
    MetadataStore stepped = new SteppedMetadataStore(metadata);
    return new Bench(stepped, new SteppedBlobStore(blobs), clock);
  }

  ManualClock clock() {
    return clock;
  }

  Model model() {
    return model;
  }

  Call call(int party) {
    return new Call("by party " + "x".repeat(party + 1), etag, upload, part);
  }

  /** The objects as clients see them, and as the model has them. */
  Map<String, String> observe() {
    TreeMap<String, String> seen = new TreeMap<>();
    ObjectQuery all = new ObjectQuery("", Optional.empty(), Optional.empty(), 1000);
    for (ListedObject listed : gateway.list(all).objects()) {
      ObjectInfo info = gateway.head(listed.key());
      if (!info.etag().equals(listed.etag())) {
        throw new AssertionError("listed " + listed + " but there is " + info);
      }
      String mark = info.attributes().userMetadata().getOrDefault("mark", "");
      seen.put(listed.key(), gateway.get(listed.key()) + (mark.isEmpty() ? "" : "#" + mark));
    }
    return seen;
  }

  /** What is left although everything was tidied. */
  List<String> leftovers() {
    List<String> left = new ArrayList<>();
    for (RecordType type : LEFTOVERS) {
      if (!entries(type).isEmpty()) {
        left.add(entries(type).size() + " records " + type);
      }
    }
    int named = gateway.partCount();
    int there = StoredBlobs.of(blobs).size();
    if (named != there) {
      left.add(there + " blobs, of which " + named + " are named");
    }
    left.addAll(undone());
    return left;
  }

  /** What reclaim should have done. */
  List<String> undone() {
    List<String> left = new ArrayList<>();
    int objects = gateway.keys().size();
    if (entries(RecordType.OBJECT).size() != objects) {
      left.add(entries(RecordType.OBJECT).size() + " records of " + objects + " objects");
    }
    if (gateway.hasPending()) {
      left.add("a redo");
    }
    return left;
  }

  private List<Entry> entries(RecordType type) {
    KeyRange range = type.all();
    return metadata.scan(range.after(), range.before(), 1000);
  }
}
