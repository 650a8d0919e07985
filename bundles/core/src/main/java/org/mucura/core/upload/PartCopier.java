package org.mucura.core.upload;

import java.util.Optional;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.ContentReader;
import org.mucura.core.commit.ObjectData;
import org.mucura.core.commit.ObjectKey;
import org.mucura.core.commit.ObjectVersion;
import org.mucura.core.commit.Storage;
import org.mucura.core.content.Body;
import org.mucura.core.object.CopySource;
import org.mucura.spi.blob.BlobRange;
import org.mucura.wire.ErrorCode;

/** Stores bytes of objects as parts. */
final class PartCopier {

  private final Storage storage;
  private final PartWriter writer;

  PartCopier(Storage storage, PartWriter writer) {
    this.storage = storage;
    this.writer = writer;
  }

  PartInfo copy(CopyPart request) {
    UploadRecord upload = writer.requireOpen(request.target());
    CopySource source = request.source();
    ObjectVersion version = find(new ObjectKey(source.bucket().id(), source.key()));
    ObjectData data = version.data().orElseThrow();
    source.check(data.etag(), version.modified());
    long size = data.contents().size();
    BlobRange range = request.range().orElse(new BlobRange(0, size));
    if (range.offset() + range.length() > size) {
      throw new S3Exception(
          ErrorCode.INVALID_ARGUMENT,
          "Range specified is not valid for source object of size: " + size);
    }
    try (ContentReader reader = storage.reader(source.bucket(), data.contents())) {
      Body body = reader.copy(range, Optional.empty(), Optional.empty());
      return writer.write(request.target(), upload, body);
    }
  }

  private ObjectVersion find(ObjectKey key) {
    return storage
        .commits()
        .read(key.checked())
        .flatMap(stored -> stored.value().visible())
        .orElseThrow(() -> new S3Exception(ErrorCode.NO_SUCH_KEY));
  }
}
