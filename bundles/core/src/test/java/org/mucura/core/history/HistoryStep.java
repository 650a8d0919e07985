package org.mucura.core.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.mucura.core.S3Exception;
import org.mucura.core.bench.Bench;
import org.mucura.core.content.ObjectAttributes;
import org.mucura.core.history.BucketModel.Entry;
import org.mucura.core.object.CopyObject;
import org.mucura.core.object.CopyObject.Directive;
import org.mucura.core.object.CopyResult;
import org.mucura.core.object.CopySource;
import org.mucura.core.object.DeleteObject;
import org.mucura.core.object.EtagMatch;
import org.mucura.core.object.ObjectQuery;
import org.mucura.core.object.PutObject;
import org.mucura.core.object.PutResult;
import org.mucura.core.object.ReadConditions;
import org.mucura.core.object.WriteCondition;
import org.mucura.core.upload.PartInfo;
import org.mucura.core.upload.UploadTarget;
import org.mucura.spi.Bytes;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;

/** One random step of a history, made on a bench and on its model. */
final class HistoryStep {

  private static final String[] LETTERS = {"a", "b", "/", "é", "\0", "\uffff", "\ud83d\ude00"};

  private final BucketModel model;
  private final Random random;
  private int counter;

  HistoryStep(BucketModel model, Random random) {
    this.model = model;
    this.random = random;
  }

  /** Makes a step and says which. */
  String next(Bench bench) {
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> {
        return put(bench, key(), WriteCondition.NONE);
      }
      case 3 -> {
        return put(bench, key(), WriteCondition.IF_ABSENT);
      }
      case 4 -> {
        String key = key();
        String etag = model.find(key).map(Entry::etag).orElse("none");
        EtagMatch match = EtagMatch.of(random.nextBoolean() ? etag : "other");
        return put(bench, key, WriteCondition.ifMatch(match));
      }
      case 5, 6 -> {
        String key = key();
        bench.delete(key);
        model.remove(key);
        return "delete " + key;
      }
      case 7 -> {
        return deleteAll(bench);
      }
      case 8, 9 -> {
        return copy(bench, key(), random.nextInt(3) == 0 ? "" : key());
      }
      case 10 -> {
        return list(bench);
      }
      case 11, 12 -> {
        return upload(bench, key());
      }
      default -> {
        return tidy(bench);
      }
    }
  }

  private String key() {
    StringBuilder key = new StringBuilder();
    int letters = 1 + random.nextInt(3);
    for (int i = 0; i < letters; i++) {
      key.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return key.toString();
  }

  private String put(Bench bench, String key, WriteCondition condition) {
    String text = "text " + counter++;
    ErrorCode expected = refusal(key, condition);
    try {
      PutResult result = bench.put(key, text, condition);
      require(expected == null, "was not refused");
      model.put(new Entry(key, text, result.etag(), Map.of()));
    } catch (S3Exception e) {
      require(e.code() == expected, "refused with " + e.code());
    }
    return "put " + key + " " + condition;
  }

  private @Nullable ErrorCode refusal(String key, WriteCondition condition) {
    try {
      condition.check(model.find(key).map(Entry::etag));
      return null;
    } catch (S3Exception e) {
      return e.code();
    }
  }

  private String deleteAll(Bench bench) {
    List<DeleteObject> requests = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String key = key();
      requests.add(new DeleteObject(bench.bucket(), key, Optional.empty(), Bench.ACCOUNT));
      model.remove(key);
    }
    bench.objects().deleteAll(requests);
    return "delete " + requests;
  }

  /** A copy onto itself changes the metadata. */
  private String copy(Bench bench, String source, String to) {
    String target = to.isEmpty() ? source : to;
    boolean replace = source.equals(target) || random.nextBoolean();
    Map<String, String> metadata = Map.of("step", "" + counter++);
    ObjectAttributes attributes =
        new ObjectAttributes(Map.of(), metadata, ObjectAttributes.STANDARD, Map.of());
    Optional<Entry> entry = model.find(source);
    CopyObject request =
        new CopyObject(
            new CopySource(bench.bucket(), source, ReadConditions.NONE),
            new PutObject(bench.bucket(), target, attributes, WriteCondition.NONE, Bench.ACCOUNT),
            replace ? Directive.REPLACE : Directive.COPY,
            Directive.COPY,
            random.nextBoolean() ? Optional.empty() : Optional.of(ChecksumAlgorithm.SHA256));
    try {
      CopyResult result = bench.objects().copy(request);
      Entry copied = entry.orElseThrow();
      require(result.etag().equals(md5(copied.text())), "another etag");
      Map<String, String> kept = replace ? metadata : copied.metadata();
      model.put(new Entry(target, copied.text(), result.etag(), kept));
    } catch (S3Exception e) {
      require(entry.isEmpty() && e.code() == ErrorCode.NO_SUCH_KEY, "copy: " + e.code());
    }
    return "copy " + request;
  }

  /** An object in parts, one of them replaced and one perhaps left out; or an upload given up. */
  private String upload(Bench bench, String key) {
    UploadTarget upload = bench.begin(key);
    List<PartInfo> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int number = 1 + random.nextInt(3); number < 6; number += 1 + random.nextInt(3)) {
      String part = "part " + counter++ + " ".repeat(random.nextInt(3));
      if (random.nextInt(3) == 0) {
        bench.putPart(upload, number, "replaced");
      }
      PartInfo info = bench.putPart(upload, number, part);
      if (parts.isEmpty() || random.nextInt(4) > 0) {
        parts.add(info);
        text.append(part);
      }
    }
    if (random.nextInt(4) == 0) {
      bench.uploads().abort(upload);
      return "abort " + key;
    }
    String etag = bench.complete(upload, parts, WriteCondition.NONE).etag();
    require(etag.endsWith("-" + parts.size()), "etag " + etag);
    model.put(new Entry(key, text.toString(), etag, Map.of()));
    return "upload " + key;
  }

  private static String md5(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Bytes.wrap(MessageDigest.getInstance("MD5").digest(bytes)).toString();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private String list(Bench bench) {
    String prefix = random.nextBoolean() ? "" : key();
    Optional<String> delimiter = random.nextInt(4) == 0 ? Optional.empty() : Optional.of("/");
    Optional<String> after = random.nextBoolean() ? Optional.empty() : Optional.of(key());
    ObjectQuery query = new ObjectQuery(prefix, delimiter, after, 1 + random.nextInt(6));
    model.checkListing(bench, query);
    return "list " + query;
  }

  private String tidy(Bench bench) {
    if (random.nextBoolean()) {
      bench.clock().advance(Duration.ofMinutes(random.nextInt(12)));
      bench.reclaim();
      return "reclaim";
    }
    bench.clock().advance(Duration.ofDays(random.nextInt(9)));
    bench.sweep();
    return "sweep";
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
