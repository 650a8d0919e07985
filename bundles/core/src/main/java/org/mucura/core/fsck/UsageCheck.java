package org.mucura.core.fsck;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mucura.core.bucket.BucketId;
import org.mucura.core.bucket.BucketNames;
import org.mucura.core.format.RecordStore;
import org.mucura.core.fsck.Finding.Kind;
import org.mucura.core.fsck.UsageRecount.Difference;
import org.mucura.core.usage.Scope;
import org.mucura.core.usage.UsageCounters;
import org.mucura.spi.Bytes;

/**
 * Compares what was counted with what there is. Changes are counted some time after they were made
 * and both are read one after the other, so a difference counts if neither has changed at the next
 * look, and none does that is gone at any. What changes at each look is in use, and not judged.
 */
final class UsageCheck {

  private static final int LOOKS_MAX = 4;

  private final RecordStore records;
  private final Looks looks;
  private final Findings findings;
  private final Map<Scope, Difference> suspected = new HashMap<>();
  private final Map<Scope, Difference> certain = new HashMap<>();

  /** What is done between two looks. */
  interface Looks {

    /** Has written what was noted so far, and lets some time pass. */
    void await() throws InterruptedException;
  }

  UsageCheck(RecordStore records, Looks looks, Findings findings) {
    this.records = records;
    this.looks = looks;
    this.findings = findings;
  }

  /**
   * Looks as often as needed.
   *
   * @return of how many scopes nobody can say anything
   */
  int run(boolean repair) throws InterruptedException {
    looks.await();
    suspected.putAll(differences());
    for (int look = 1; look < LOOKS_MAX && !suspected.isEmpty(); look++) {
      looks.await();
      compare(differences());
    }
    BucketNames names = new BucketNames(records);
    UsageCounters counters = new UsageCounters(records);
    certain.forEach(
        (scope, difference) -> {
          if (repair) {
            counters.correct(scope, difference.lack());
          }
          findings.add(finding(scope, difference, names, repair));
        });
    return suspected.size();
  }

  private Map<Scope, Difference> differences() {
    return new UsageRecount(records).differences();
  }

  private void compare(Map<Scope, Difference> now) {
    suspected.entrySet().removeIf(before -> isJudged(before.getKey(), before.getValue(), now));
    suspected.replaceAll((scope, before) -> now.getOrDefault(scope, before));
  }

  private boolean isJudged(Scope scope, Difference before, Map<Scope, Difference> now) {
    Difference difference = now.get(scope);
    if (before.equals(difference)) {
      certain.put(scope, before);
    }
    return difference == null || difference.equals(before);
  }

  private static Finding finding(
      Scope scope, Difference difference, BucketNames names, boolean mended) {
    String whose =
        scope.kind().equals("b")
            ? "bucket " + names.of(new BucketId(Bytes.hex(scope.id()))).orElse(scope.id())
            : "account " + scope.id();
    String reason =
        "holds %d bytes and %d objects, counted were %d and %d"
            .formatted(
                difference.found().bytes(),
                difference.found().objects(),
                difference.counted().bytes(),
                difference.counted().objects());
    return new Finding(Kind.USAGE, "", whose, Optional.empty(), reason, mended);
  }
}
