package org.mucura.core.powercut;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.mucura.blobs.filesystem.FilesystemBlobStore;
import org.mucura.core.S3Exception;
import org.mucura.core.account.Accounts;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.bucket.Buckets;
import org.mucura.core.commit.CommitNotices;
import org.mucura.core.commit.Storage;
import org.mucura.core.content.Body;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.format.RecordStore;
import org.mucura.core.key.FileKeys;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.lease.Rank;
import org.mucura.core.object.GetObject;
import org.mucura.core.object.ListedObject;
import org.mucura.core.object.Listing;
import org.mucura.core.object.ObjectInfo;
import org.mucura.core.object.ObjectPage;
import org.mucura.core.object.ObjectQuery;
import org.mucura.core.object.Objects;
import org.mucura.core.object.OpenObject;
import org.mucura.core.object.PutObject;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.purge.StoredContents;
import org.mucura.core.seal.Seals;
import org.mucura.core.setting.CurrentSettings;
import org.mucura.core.setting.Settings;
import org.mucura.core.store.StoreRegistry;
import org.mucura.core.upload.CompleteUpload;
import org.mucura.core.upload.CompletedPart;
import org.mucura.core.upload.FinishedUploads;
import org.mucura.core.upload.UploadTarget;
import org.mucura.core.upload.Uploads;
import org.mucura.core.usage.Usage;
import org.mucura.metadata.rocksdb.RocksDbMetadataStore;
import org.mucura.spi.blob.BlobRange;
import org.mucura.wire.ErrorCode;

/** The core on the stores of a gateway, in short words. */
final class CutGateway implements AutoCloseable {

  private final FilesystemBlobStore blobs;
  private final Accounts accounts;
  private final Buckets buckets;
  private final Usage usage;
  private final Storage storage;
  private final Objects objects;
  private final Uploads uploads;
  private final Listing listing;

  /** The master keys must be those of the stores. */
  CutGateway(RocksDbMetadataStore metadata, FilesystemBlobStore blobs, Path masterKeys) {
    this.blobs = blobs;
    CurrentSettings settings = new CurrentSettings(settings());
    StoreRegistry stores = new StoreRegistry(settings);
    stores.addMetadata("default", metadata, new Rank(0, 1));
    stores.addBlobs("default", blobs, new Rank(0, 2));
    MasterKeys keys =
        new MasterKeys(
            new RecordStore(stores.metadata()), FileKeys.of(masterKeys), InstantSource.system());
    keys.current();
    usage = new Usage(stores);
    accounts = new Accounts(stores, settings, keys);
    buckets = new Buckets(stores, settings, new StoredContents(stores, usage, settings), keys);
    storage =
        new Storage(
            stores,
            settings,
            new Seals(keys),
            new FinishedUploads(stores),
            new CommitNotices(buckets, usage, List.of()));
    objects = new Objects(storage);
    uploads = new Uploads(storage, usage, settings);
    listing = new Listing(storage);
  }

  /** The defaults, but that a part may have any size. */
  private static Settings settings() {
    Settings defaults = Settings.DEFAULTS;
    return new Settings(
        defaults.metadataStore(),
        defaults.contentStores(),
        defaults.storeWait(),
        defaults.storeDrain(),
        defaults.cacheLifetime(),
        defaults.requiredAuthenticators(),
        1,
        defaults.reclaimGrace(),
        defaults.orphanAge());
  }

  /** The secret of an access key that may be used. */
  Optional<String> secret(String keyId) {
    return accounts.find(keyId).map(found -> found.secret());
  }

  Optional<Bucket> bucket(String name) {
    try {
      return Optional.of(buckets.get(name));
    } catch (S3Exception e) {
      if (e.code() != ErrorCode.NO_SUCH_BUCKET) {
        throw e;
      }
      return Optional.empty();
    }
  }

  List<ListedObject> list(Bucket bucket) {
    List<ListedObject> all = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      ObjectPage page =
          listing.list(bucket, new ObjectQuery("", Optional.empty(), after, Listing.MAX_KEYS));
      all.addAll(page.objects());
      after = page.next();
    } while (after.isPresent());
    return all;
  }

  Optional<ObjectInfo> head(Bucket bucket, String key) {
    try {
      return Optional.of(objects.head(GetObject.of(bucket, key)));
    } catch (S3Exception e) {
      if (e.code() != ErrorCode.NO_SUCH_KEY) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** The SHA-256 of all bytes of an object. */
  String digest(Bucket bucket, String key) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (OpenObject open = objects.get(GetObject.of(bucket, key));
        InputStream bytes =
            new DigestInputStream(open.read(new BlobRange(0, open.info().size())), digest)) {
      bytes.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  void put(Bucket bucket, String key, byte[] bytes) {
    objects.put(
        new PutObject(bucket, key, ObjectAttributes.NONE, WriteCondition.NONE, bucket.owner()),
        new Body(
            new ByteArrayInputStream(bytes), OptionalLong.of(bytes.length), ExpectedDigests.NONE));
  }

  /** Makes an object of parts, the first of which has the number 1. */
  void complete(UploadTarget upload, List<String> etags) {
    List<CompletedPart> parts = new ArrayList<>();
    for (String etag : etags) {
      parts.add(new CompletedPart(parts.size() + 1, etag, Map.of()));
    }
    uploads.complete(
        new CompleteUpload(
            upload,
            parts,
            WriteCondition.NONE,
            OptionalLong.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /** What the store itself finds spoilt. */
  List<String> damages() throws IOException {
    List<String> found = new ArrayList<>();
    blobs.scrub(Long.MAX_VALUE, damage -> found.add(damage.toString()));
    return found;
  }

  @Override
  public void close() {
    uploads.close();
    objects.close();
    storage.close();
    usage.close();
  }
}
