package org.mucura.core.upload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.format.KeyRange;
import org.mucura.core.format.Stored;
import org.mucura.core.upload.UploadPage.Marker;
import org.mucura.spi.Bytes;
import org.mucura.spi.metadata.MetadataStore;
import org.mucura.wire.ErrorCode;

/** The walk through the records of a bucket's uploads that makes one page. */
final class UploadWalk {

  /** However few of them are under way, no more records are looked at for one page. */
  static final int LOOKED_AT_MAX = 10_000;

  private final UploadStore store;
  private final BucketId bucket;
  private final UploadQuery query;
  private final int limit;

  private final List<Upload> uploads = new ArrayList<>();
  private final List<String> commonPrefixes = new ArrayList<>();
  private KeyRange range;
  private int lookedAt;
  private @Nullable Marker last;

  UploadWalk(UploadStore store, BucketId bucket, UploadQuery query) {
    this.store = store;
    this.bucket = bucket;
    this.query = query;
    this.limit = Math.min(query.max(), UploadQuery.MAX);
    KeyRange all = UploadKey.withPrefix(bucket, query.prefix());
    this.range = query.keyMarker().map(key -> all.behind(cut(start(key)))).orElse(all);
  }

  /** Where the page begins; what is longer than any key is cut, for nothing lies between. */
  private Bytes start(String keyMarker) {
    if (query.uploadIdMarker().isPresent()) {
      Bytes id =
          UploadKey.parseId(query.uploadIdMarker().get())
              .orElseThrow(
                  () -> new S3Exception(ErrorCode.INVALID_ARGUMENT, "Invalid uploadId marker"));
      return new UploadKey(bucket, keyMarker, id).record();
    }
    return commonPrefix(keyMarker).filter(keyMarker::equals).isPresent()
        ? UploadKey.withPrefix(bucket, keyMarker).before()
        : UploadKey.behindKey(bucket, keyMarker);
  }

  private static Bytes cut(Bytes key) {
    return key.length() <= MetadataStore.KEY_LENGTH_MAX
        ? key
        : Bytes.wrap(Arrays.copyOf(key.shared(), MetadataStore.KEY_LENGTH_MAX));
  }

  UploadPage walk() {
    int batch = limit + 1;
    while (true) {
      List<Stored<UploadRecord>> read = store.scan(range, batch);
      for (Stored<UploadRecord> record : read) {
        boolean jumped = record.key().compareTo(range.after()) <= 0;
        if (!jumped && !take(UploadKey.ofRecord(record.key()), record)) {
          return new UploadPage(uploads, commonPrefixes, Optional.ofNullable(last));
        }
      }
      if (read.size() < batch) {
        return new UploadPage(uploads, commonPrefixes, Optional.empty());
      }
    }
  }

  /** Takes one record and moves on behind it, or says that there is no room for more. */
  private boolean take(UploadKey key, Stored<UploadRecord> record) {
    boolean shown = record.value().isUnderWay();
    boolean full = uploads.size() + commonPrefixes.size() == limit;
    if (lookedAt == LOOKED_AT_MAX || (shown && full)) {
      return false;
    }
    lookedAt++;
    Optional<String> commonPrefix = commonPrefix(key.key());
    if (shown && commonPrefix.isPresent()) {
      commonPrefixes.add(commonPrefix.get());
      last = new Marker(commonPrefix.get(), Optional.empty());
      range = range.behind(UploadKey.withPrefix(bucket, commonPrefix.get()).before());
    } else {
      if (shown) {
        uploads.add(record.value().shown(key));
      }
      last = new Marker(key.key(), Optional.of(key.uploadId()));
      range = range.behind(record.key());
    }
    return true;
  }

  private Optional<String> commonPrefix(String key) {
    if (query.delimiter().isEmpty() || !key.startsWith(query.prefix())) {
      return Optional.empty();
    }
    String delimiter = query.delimiter().get();
    int at = key.indexOf(delimiter, query.prefix().length());
    return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.length()));
  }
}
