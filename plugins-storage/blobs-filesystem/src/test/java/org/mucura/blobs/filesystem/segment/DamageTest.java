package org.mucura.blobs.filesystem.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.spi.blob.BlobId;
import org.mucura.spi.blob.ScrubbableBlobStore.Damage;

/** Bytes that are not what was written: found wherever they are, and never served. */
public class DamageTest {

  private static final int BOUND = 300;
  private static final int COUNT = 6;

  /** The last two of {@link #COUNT} are removed again. */
  private static final int LEFT = 4;

  @Rule public final TemporaryFolder temporary = Folder.inMemory();

  private Folder folder;
  private final List<BlobId> ids = new ArrayList<>();

  @Before
  public void write() throws IOException {
    folder = Folder.in(temporary);
    try (SegmentStore store = folder.open()) {
      for (int i = 0; i < COUNT; i++) {
        ids.add(Folder.id(i));
        store.write(ids.get(i), Folder.content(ids.get(i), BOUND));
      }
      store.delete(ids.subList(LEFT, COUNT));
    }
  }

  @Test
  public void aFlippedBitOfASegmentIsFound() throws Exception {
    Path segment = folder.segmentFiles().get(0);
    byte[] whole = Files.readAllBytes(segment);
    int headerStep = 211;
    for (int at = 0; at < whole.length; at += at < SegmentHeader.LENGTH ? headerStep : 7) {
      Folder.flip(segment, at);
      try (SegmentStore store = folder.open()) {
        int failures = readAll(store, true);
        List<Damage> damage = Folder.scrub(store);
        boolean found = !damage.isEmpty() && damage.get(0).place().equals(segment.toString());
        assertThat(found || isPadding(whole, at) || isOfNobody(at)).as("byte %s", at).isTrue();
        assertThat(damage.stream().filter(each -> each.blob().isPresent())).hasSize(failures);
      }
      Files.write(segment, whole);
    }
  }

  @Test
  public void aFlippedBitOfASegmentWithoutIndexIsFound() throws Exception {
    Path segment = folder.segmentFiles().get(0);
    byte[] whole = Files.readAllBytes(segment);
    for (int at = SegmentHeader.LENGTH; at < whole.length - RecordHeader.LENGTH; at += 17) {
      Files.delete(folder.indexFiles().get(0));
      Folder.flip(segment, at);
      try (SegmentStore store = folder.open()) {
        readAll(store, false);
        assertThat(
                Folder.scrub(store).isEmpty() && !isPadding(whole, at) && !isOfRemoved(whole, at))
            .as("byte %s", at)
            .isFalse();
      }
      Files.write(segment, whole);
    }
  }

  @Test
  public void aFlippedBitOfAnIndexIsFoundAndTheIndexMadeAnew() throws Exception {
    Path index = folder.indexFiles().get(0);
    byte[] whole = Files.readAllBytes(index);
    for (int at = 0; at < whole.length; at += at < 130 || at > 4060 ? 5 : 397) {
      Folder.flip(index, at);
      try (SegmentStore store = folder.open()) {
        readAll(store, true);
        boolean made = Arrays.equals(Files.readAllBytes(index), whole);
        assertThat(made || !Folder.scrub(store).isEmpty()).as("byte %s", at).isTrue();

        store.compact();

        assertThat(readAll(store, true)).as("byte %s", at).isZero();
        assertThat(Folder.scrub(store)).isEmpty();
      }
      Files.write(index, whole);
    }
  }

  @Test
  public void anIndexThatIsGoneIsMadeAnew() throws Exception {
    byte[] whole = Files.readAllBytes(folder.indexFiles().get(0));
    Files.delete(folder.indexFiles().get(0));

    try (SegmentStore store = folder.open()) {
      assertThat(readAll(store, true)).isZero();
    }

    assertThat(folder.indexFiles().get(0)).hasBinaryContent(whole);
  }

  @Test
  public void anIndexOfAnotherSegmentIsNotBelieved() throws Exception {
    try (SegmentStore store = folder.open()) {
      store.write(Folder.id(100), new byte[10]);
    }
    Files.copy(
        folder.indexFiles().get(0),
        folder.indexFiles().get(1),
        StandardCopyOption.REPLACE_EXISTING);

    try (SegmentStore store = folder.open()) {
      assertThat(Folder.read(store, Folder.id(100))).hasSize(10);
      assertThat(readAll(store, false)).isZero();
    }
  }

  @Test
  public void aSegmentThatIsCutShortKeepsTheRest() throws Exception {
    Path segment = folder.segmentFiles().get(0);
    byte[] whole = Files.readAllBytes(segment);
    for (int length = 0; length < whole.length; length += 397) {
      Files.write(segment, Arrays.copyOf(whole, length));
      try (SegmentStore store = folder.open()) {
        readAll(store, true);
        assertThat(Folder.scrub(store)).isNotEmpty();
        store.write(Folder.id(200), new byte[5]);
        assertThat(Folder.read(store, Folder.id(200))).hasSize(5);
      }
      Files.write(segment, whole);
      try (SegmentStore store = folder.open()) {
        store.delete(List.of(Folder.id(200)));
      }
    }
  }

  @Test
  public void aSegmentOfWhichNothingIsKnownIsNamedAndLeft() throws Exception {
    Path segment = folder.segmentFiles().get(0);
    Files.delete(folder.indexFiles().get(0));
    byte[] garbage = new byte[10_000];
    Arrays.fill(garbage, (byte) 7);
    Files.write(segment, garbage);

    try (SegmentStore store = folder.open()) {
      assertThat(Folder.list(store)).isEmpty();
      assertThat(Folder.scrub(store)).extracting(Damage::place).containsExactly(segment.toString());
      store.write(Folder.id(200), new byte[5]);
      assertThat(Folder.list(store)).containsExactly(Folder.id(200));
      store.compact();
    }
    assertThat(segment).hasBinaryContent(garbage);
  }

  @Test
  public void whatWasRemovedFromASegmentStaysSoWhileThatCannotBeRead() throws Exception {
    try (SegmentStore store = folder.open()) {
      store.delete(ids.subList(0, 1));
    }
    Path segment = folder.segmentFiles().get(0);
    byte[] whole = Files.readAllBytes(segment);
    byte[] index = Files.readAllBytes(folder.indexFiles().get(0));
    Path indexFile = folder.indexFiles().get(0);
    Files.delete(indexFile);
    Files.write(segment, new byte[0]);
    try (SegmentStore store = folder.open()) {
      store.compact();
    }
    Files.write(segment, whole);
    Files.write(indexFile, index);

    try (SegmentStore store = folder.open()) {
      assertThat(store.has(ids.get(0))).isFalse();
      assertThat(store.has(ids.get(1))).isTrue();
    }
  }

  @Test
  public void aDamagedSegmentIsNotRewritten() throws Exception {
    Path segment = folder.segmentFiles().get(0);
    Folder.flip(segment, SegmentHeader.LENGTH + RecordHeader.LENGTH + 3);
    byte[] damaged = Files.readAllBytes(segment);
    try (SegmentStore store = folder.open()) {
      store.delete(ids.subList(1, LEFT));
      assertThat(catchThrowable(store::compact)).isInstanceOf(DamagedException.class);
      store.compact();
      assertThat(Folder.scrub(store)).extracting(Damage::blob).contains(Optional.of(ids.get(0)));
    }
    assertThat(segment).hasBinaryContent(damaged);
  }

  /** Reads what is left; tells how many failed. */
  private int readAll(SegmentStore store, boolean knowsAll) {
    int failures = 0;
    for (BlobId id : ids.subList(0, LEFT)) {
      try {
        byte[] read = Folder.read(store, id);
        if (read != null || knowsAll) {
          assertThat(read).as("%s", id).isEqualTo(Folder.content(id, BOUND));
        }
      } catch (IOException e) {
        failures++;
      }
    }
    for (BlobId id : ids.subList(LEFT, COUNT)) {
      if (knowsAll) {
        Throwable failure = catchThrowable(() -> assertThat(Folder.read(store, id)).isNull());
        assertThat(failure instanceof AssertionError).as("%s came back", id).isFalse();
      }
    }
    return failures;
  }

  /** Whether the byte is behind a content, or in a part of the header's block that is not used. */
  private boolean isPadding(byte[] whole, int at) {
    int begin = SegmentHeader.LENGTH;
    for (int i = 0; i < COUNT; i++) {
      int length = Folder.content(ids.get(i), BOUND).length;
      int end = begin + RecordHeader.recordLength(length);
      if (at >= begin + RecordHeader.LENGTH + length && at < end) {
        return true;
      }
      begin = end;
    }
    return at >= whole.length;
  }

  /** Whether the byte is in a content that was removed. */
  private boolean isOfNobody(int at) {
    int begin = SegmentHeader.LENGTH;
    for (int i = 0; i < COUNT; i++) {
      int length = Folder.content(ids.get(i), BOUND).length;
      int content = begin + RecordHeader.LENGTH;
      if (i >= LEFT && at >= content && at < content + length) {
        return true;
      }
      begin += RecordHeader.recordLength(length);
    }
    return false;
  }

  /** Whether the byte is in a record whose content was removed, or in a removal. */
  private boolean isOfRemoved(byte[] whole, int at) {
    int begin = SegmentHeader.LENGTH;
    for (int i = 0; i < LEFT; i++) {
      begin += RecordHeader.recordLength(Folder.content(ids.get(i), BOUND).length);
    }
    return at >= begin && at < whole.length;
  }
}
