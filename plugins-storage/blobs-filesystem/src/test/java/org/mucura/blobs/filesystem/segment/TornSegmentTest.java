package org.mucura.blobs.filesystem.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.mucura.blobs.filesystem.disk.PosixDisk;
import org.mucura.blobs.filesystem.disk.Room;
import org.mucura.blobs.filesystem.disk.Throttle;
import org.mucura.spi.blob.BlobId;

/** A segment whose last batch was cut off by a kill or a power cut. */
public class TornSegmentTest {

  private static final int FLUSHED = 3;
  private static final int COUNT = 6;
  private static final int BOUND = 200;

  @Rule public final TemporaryFolder temporary = Folder.inMemory();

  private final OpenFiles files = new OpenFiles(0);
  private final SegmentHeader header = new SegmentHeader(1, 0x1234567890L, 0, List.of());
  private final long[] ends = new long[COUNT];
  private Path path;
  private byte[] whole;

  @Before
  public void write() throws IOException {
    Folder folder = Folder.in(temporary);
    path = folder.segments().resolve("0000000000000001.segment");
    Room room = new Room(Files.getFileStore(folder.root()), 0);
    Medium medium =
        new Medium(
            new PosixDisk(),
            room,
            new SegmentFolder(folder.segments(), folder.root()),
            files,
            Folder.CAPACITY);
    try (SegmentWriter writer =
        new SegmentWriter(medium, path, header, SegmentWriter.newBuffer())) {
      for (int i = 0; i < COUNT; i++) {
        BlobId id = Folder.id(i);
        Entry entry = writer.add(Content.of(BlobKey.of(id), Folder.content(id, BOUND)));
        ends[i] = entry.offset() + RecordHeader.LENGTH + entry.length();
        if (i == FLUSHED - 1) {
          writer.commit();
        }
      }
      writer.commit();
    }
    whole = Files.readAllBytes(path);
  }

  @After
  public void close() throws IOException {
    files.close();
  }

  @Test
  public void hasWhatIsWholeWhereverItIsCut() throws Exception {
    for (int at = (int) ends[FLUSHED - 1]; at <= ends[COUNT - 1]; at++) {
      Files.write(path, Arrays.copyOf(Arrays.copyOf(whole, at), whole.length));
      assertWhole(wholeBefore(at), "zeros from " + at);

      Files.write(path, Arrays.copyOf(whole, at));
      assertWhole(wholeBefore(at), "end at " + at);
    }
  }

  @Test
  public void hasWhatIsWholeWhicheverPartOfTheBatchIsMissing() throws Exception {
    for (int first = FLUSHED; first < COUNT; first++) {
      for (int last = first; last < COUNT; last++) {
        byte[] torn = whole.clone();
        Arrays.fill(torn, (int) begin(first), (int) ends[last], (byte) 0);
        Files.write(path, torn);

        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
          if (i < first || i > last) {
            expected.add(i);
          }
        }
        assertWhole(expected, "without " + first + " to " + last);
      }
    }
  }

  @Test
  public void tellsDamageFromWhatWasNeverFlushed() throws Exception {
    for (int i = 0; i < COUNT; i++) {
      for (long at : new long[] {begin(i), ends[i] - 1}) {
        byte[] damaged = whole.clone();
        damaged[(int) at] ^= 1;
        Files.write(path, damaged);

        SegmentScan scan = scan();
        assertThat(scan.damage()).as("damage in %s", i).hasSize(i < FLUSHED ? 1 : 0);
        assertThat(scan.isTorn()).as("torn in %s", i).isEqualTo(i >= FLUSHED);
      }
    }
  }

  @Test
  public void takesNothingForARecordThatIsOfAnotherGeneration() throws Exception {
    byte[] forged = whole.clone();
    byte[] other = new byte[2 * RecordHeader.LENGTH];
    Entry entry = new Entry(BlobKey.of(Folder.id(9)), COUNT, 0, 0, 0);
    RecordHeader.content(entry, COUNT).put(ByteBuffer.wrap(other), header.generation() + 1);
    System.arraycopy(other, 0, forged, (int) begin(COUNT), RecordHeader.LENGTH);
    Files.write(path, forged);

    assertWhole(List.of(0, 1, 2, 3, 4, 5), "with a record of another segment");
  }

  @Test
  public void readsBothCopiesOfTheHeader() throws Exception {
    assertThat(SegmentHeader.read(ByteBuffer.wrap(whole))).isEqualTo(header);
    for (int at : new int[] {0, 9, 17, 2047, 2048, 2050, 4095}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      assertThat(SegmentHeader.read(ByteBuffer.wrap(damaged))).isEqualTo(header);
      assertThat(SegmentHeader.isWhole(ByteBuffer.wrap(damaged))).isFalse();
    }
  }

  private void assertWhole(List<Integer> expected, String what) throws IOException {
    SegmentScan scan = scan();
    assertThat(scan.records())
        .as(what)
        .extracting(record -> record.header().key())
        .containsExactlyElementsOf(expected.stream().map(i -> BlobKey.of(Folder.id(i))).toList());
    assertThat(scan.damage()).as(what).isEmpty();
  }

  private SegmentScan scan() throws IOException {
    return SegmentScan.of(path, files, header.generation(), Throttle.none());
  }

  private long begin(int record) {
    long end = record == 0 ? SegmentHeader.LENGTH : ends[record - 1];
    return (end + RecordHeader.UNIT - 1) / RecordHeader.UNIT * RecordHeader.UNIT;
  }

  private List<Integer> wholeBefore(int at) {
    List<Integer> before = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      if (ends[i] <= at) {
        before.add(i);
      }
    }
    return before;
  }
}
