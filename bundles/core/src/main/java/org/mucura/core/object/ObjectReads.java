package org.mucura.core.object;

import java.util.Optional;
import java.util.OptionalInt;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.Contents;
import org.mucura.core.blob.PartTable.PageSummary;
import org.mucura.core.blob.PartTable.Paged;
import org.mucura.core.blob.StoredPart;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.commit.ObjectData;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.commit.ObjectVersion;
import org.mucura.core.commit.Storage;
import org.mucura.spi.blob.BlobRange;
import org.mucura.wire.ErrorCode;

/** Looks objects up. */
final class ObjectReads {

  private final Storage storage;

  ObjectReads(Storage storage) {
    this.storage = storage;
  }

  ObjectInfo head(GetObject request) {
    return judged(request, find(request.bucket(), request.key()));
  }

  OpenObject open(GetObject request) {
    ObjectVersion version = find(request.bucket(), request.key());
    ObjectInfo info = judged(request, version);
    return new OpenObject(info, storage.reader(request.bucket(), data(version).contents()));
  }

  /** The object that there is. */
  ObjectVersion find(Bucket bucket, String key) {
    return storage
        .commits()
        .read(new ObjectKey(bucket.id(), key))
        .flatMap(stored -> stored.value().visible())
        .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_KEY));
  }

  static ObjectData data(ObjectVersion version) {
    return version.data().orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_KEY));
  }

  private ObjectInfo judged(GetObject request, ObjectVersion version) {
    ObjectInfo whole = info(request.key(), version, Optional.empty());
    if (request.conditions().check(whole.etag(), whole.lastModified())) {
      throw new NotModifiedException(whole);
    }
    if (request.partNumber().isEmpty()) {
      return whole;
    }
    int number = request.partNumber().getAsInt();
    PartRange part = part(request.bucket(), data(version).contents(), number);
    return info(request.key(), version, Optional.of(part));
  }

  private static ObjectInfo info(String key, ObjectVersion version, Optional<PartRange> part) {
    ObjectData data = data(version);
    Contents contents = data.contents();
    return new ObjectInfo(
        key,
        Optional.empty(),
        contents.size(),
        data.etag(),
        version.modified(),
        data.attributes(),
        data.checksum(),
        data.adler32(),
        contents.multipart() ? OptionalInt.of(contents.parts().count()) : OptionalInt.empty(),
        part,
        data.owner());
  }

  /** An object that was not uploaded in parts is its own first part. */
  private PartRange part(Bucket bucket, Contents contents, int number) {
    if (number < 1 || number > contents.parts().count()) {
      throw new S3Exception(ErrorCode.INVALID_PART_NUMBER);
    }
    int before = 0;
    long offset = 0;
    int page = 0;
    if (contents.parts() instanceof Paged paged) {
      for (PageSummary summary : paged.pages()) {
        if (before + summary.parts() >= number) {
          break;
        }
        before += summary.parts();
        offset += summary.bytes();
        page++;
      }
    }
    for (StoredPart part : storage.pages().page(bucket.id(), contents, page)) {
      if (++before == number) {
        return new PartRange(number, new BlobRange(offset, part.size()));
      }
      offset += part.size();
    }
    throw new S3Exception(ErrorCode.INVALID_PART_NUMBER);
  }
}
