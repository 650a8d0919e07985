package org.mucura.core.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mucura.blobs.filesystem.FilesystemBlobStore;
import org.mucura.blobs.filesystem.Packing;
import org.mucura.core.bucket.Bucket;
import org.mucura.core.object.ListedObject;
import org.mucura.core.object.ObjectInfo;
import org.mucura.core.powercut.Expected.ObjectName;
import org.mucura.core.powercut.Expected.OpenUpload;
import org.mucura.core.upload.UploadTarget;
import org.mucura.metadata.rocksdb.RocksDbMetadataStore;
import org.mucura.metadata.rocksdb.RocksDbSettings;

/** Looks at all that is in a folder after a power cut, and says what is wrong. */
final class CutCheck {

  private static final String ID = "AWS_ACCESS_KEY_ID=";
  private static final String SECRET = "AWS_SECRET_ACCESS_KEY=";
  private static final int CACHE_MIB = 8;
  private static final int WRITE_BUFFER_MIB = 2;
  private static final Packing PACKING = new Packing(128 * 1024, 1 << 20, Duration.ofMinutes(1));
  private static final String NEW_KEY = "written-after-the-cut";

  private final Path folder;
  private final Expected expected;
  private final List<String> wrong = new ArrayList<>();

  /** How many objects there were. */
  private int objects;

  CutCheck(Path folder, Expected expected) {
    this.folder = folder;
    this.expected = expected;
  }

  /** All that is wrong. */
  List<String> run() throws IOException, NoSuchAlgorithmException {
    try (RocksDbMetadataStore metadata = openMetadata();
        FilesystemBlobStore blobs =
            new FilesystemBlobStore(folder.resolve("data/blobs"), 0, PACKING);
        CutGateway gateway = new CutGateway(metadata, blobs, folder.resolve("keys/master.keys"))) {
      wrong.addAll(gateway.damages());
      for (String file : expected.secrets()) {
        checkSecret(gateway, folder.resolve(file));
      }
      for (Map.Entry<String, Boolean> bucket : expected.buckets().entrySet()) {
        Optional<Bucket> found = gateway.bucket(bucket.getKey());
        if (found.isPresent()) {
          check(gateway, found.get());
        } else if (bucket.getValue()) {
          wrong.add("the bucket " + bucket.getKey() + " is gone");
        }
      }
    }
    return wrong;
  }

  int objects() {
    return objects;
  }

  private RocksDbMetadataStore openMetadata() {
    return new RocksDbMetadataStore(
        new RocksDbSettings(folder.resolve("data/metadata"), CACHE_MIB, WRITE_BUFFER_MIB, 0));
  }

  private void checkSecret(CutGateway gateway, Path file) throws IOException {
    String id = "";
    String secret = "";
    for (String line : Files.readAllLines(file)) {
      id = line.startsWith(ID) ? line.substring(ID.length()) : id;
      secret = line.startsWith(SECRET) ? line.substring(SECRET.length()) : secret;
    }
    if (!gateway.secret(id).equals(Optional.of(secret))) {
      wrong.add("the access key of " + file + " is not that of the account");
    }
  }

  private void check(CutGateway gateway, Bucket bucket)
      throws IOException, NoSuchAlgorithmException {
    Map<String, ListedObject> listed =
        gateway.list(bucket).stream()
            .collect(Collectors.toMap(ListedObject::key, Function.identity()));
    objects += listed.size();
    Set<String> keys = new HashSet<>(listed.keySet());
    expected.states().keySet().stream()
        .filter(name -> name.bucket().equals(bucket.name()))
        .forEach(name -> keys.add(name.key()));
    for (String key : keys) {
      check(gateway, bucket, key, Optional.ofNullable(listed.get(key)));
    }
    for (OpenUpload upload : expected.uploads()) {
      if (upload.object().bucket().equals(bucket.name())) {
        complete(gateway, bucket, upload);
      }
    }
    gateway.put(bucket, NEW_KEY, new byte[] {1});
    if (!gateway.digest(bucket, NEW_KEY).startsWith("4bf5122f")) {
      wrong.add("what was put after the cut is not there");
    }
  }

  private void check(CutGateway gateway, Bucket bucket, String key, Optional<ListedObject> listed)
      throws IOException, NoSuchAlgorithmException {
    Optional<ObjectInfo> head = gateway.head(bucket, key);
    if (!listed.map(CutCheck::told).equals(head.map(CutCheck::told))) {
      wrong.add(key + " is listed as " + listed + ", its head is " + head);
    }
    String state = head.isPresent() ? state(gateway, bucket, key) : Expected.ABSENT;
    expected.wrong(new ObjectName(bucket.name(), key), state).ifPresent(wrong::add);
  }

  /** What a listing and a head both say. */
  private static String told(ListedObject object) {
    return object.size() + " " + object.etag() + " " + object.lastModified();
  }

  private static String told(ObjectInfo object) {
    return object.size() + " " + object.etag() + " " + object.lastModified();
  }

  private static String state(CutGateway gateway, Bucket bucket, String key)
      throws NoSuchAlgorithmException {
    try {
      return gateway.digest(bucket, key);
    } catch (IOException | RuntimeException e) {
      return "unreadable (" + e + ")";
    }
  }

  private void complete(CutGateway gateway, Bucket bucket, OpenUpload upload)
      throws IOException, NoSuchAlgorithmException {
    String key = upload.object().key();
    gateway.complete(new UploadTarget(bucket, key, upload.id()), upload.etags());
    String state = gateway.digest(bucket, key);
    if (!state.equals(upload.state())) {
      wrong.add("the parts of " + key + " are " + state + ", not " + upload.state());
    }
  }
}
