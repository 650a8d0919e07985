package org.mucura.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.Test;
import org.mucura.core.format.CorruptRecordException;
import org.mucura.core.key.MasterKeys;
import org.mucura.core.key.WrappedKey;
import org.mucura.core.testing.TestKeys;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.spi.Bytes;
import org.mucura.spi.blob.BlobRange;

public class SealsTest {

  private static final int P = SealedLayout.PIECE;
  private static final int T = SealedLayout.TAG;
  private static final int[] SIZES = {0, 1, T, P - 1, P, P + 1, 2 * P, 2 * P + 1, 3 * P + 77};

  private final MasterKeys keys = TestKeys.of(new MemoryMetadataStore());
  private final Seals seals = new Seals(keys);
  private final WrappedKey bucket = keys.newKey();
  private final Random random = new Random(4);

  /** What a store has, and what a record tells of it. */
  private static final class Blob {

    private final byte[] plain;
    private final byte[] sealed;
    private final Seal seal;

    Blob(byte[] plain, byte[] sealed, Seal seal) {
      this.plain = plain;
      this.sealed = sealed;
      this.seal = seal;
    }

    byte[] plain() {
      return plain;
    }

    byte[] sealed() {
      return sealed;
    }

    Seal seal() {
      return seal;
    }

    Blob with(byte[] other) {
      return new Blob(plain, other, seal);
    }

    /** As {@link org.mucura.spi.blob.BlobStore#read}: what there is of a range. */
    InputStream read(BlobRange range) {
      int from = (int) Math.min(range.offset(), sealed.length);
      int to = (int) Math.min(range.offset() + range.length(), sealed.length);
      return new ByteArrayInputStream(Arrays.copyOfRange(sealed, from, to));
    }
  }

  private Blob blob(int size) throws IOException {
    byte[] plain = new byte[size];
    random.nextBytes(plain);
    return seal(plain, OptionalLong.empty());
  }

  private Blob seal(byte[] plain, OptionalLong size) throws IOException {
    InputStream trickling = new Trickle(new ByteArrayInputStream(plain), random);
    try (SealingInputStream stream = seals.seal(bucket, trickling, size)) {
      byte[] sealed = new Trickle(stream, random).readAllBytes();
      return new Blob(plain, sealed, stream.seal());
    }
  }

  private byte[] read(Blob blob, BlobRange range) throws IOException {
    return read(blob, blob.seal(), blob.plain().length, range);
  }

  private byte[] read(Blob blob, Seal seal, long size, BlobRange range) throws IOException {
    try (Opener opener = seals.opener(bucket);
        InputStream stream = opener.open(blob::read, seal, size, range)) {
      return new Trickle(stream, random).readAllBytes();
    }
  }

  @Test
  public void whatWasSealedOpens() throws IOException {
    for (int size : SIZES) {
      Blob blob = blob(size);
      assertThat(blob.sealed()).hasSize((int) SealedLayout.sealedSize(size));
      assertThat(read(blob, new BlobRange(0, size))).isEqualTo(blob.plain());
      assertThat(seal(blob.plain(), OptionalLong.of(size)).sealed()).hasSameSizeAs(blob.sealed());
    }
  }

  @Test
  public void everyRangeIsThatOfThePlaintext() throws IOException {
    for (int size : SIZES) {
      Blob blob = blob(size);
      for (int at : borders(size)) {
        for (int to : borders(size)) {
          if (at <= to) {
            compare(blob, at, to);
          }
        }
      }
      for (int i = 0; i < 200; i++) {
        int at = random.nextInt(size + 1);
        compare(blob, at, at + random.nextInt(size - at + 1));
      }
    }
  }

  private static List<Integer> borders(int size) {
    List<Integer> borders = new ArrayList<>();
    for (int piece = 0; piece <= size; piece += P) {
      for (int near = piece - 1; near <= piece + 1; near++) {
        if (near >= 0 && near <= size) {
          borders.add(near);
        }
      }
    }
    borders.add(size);
    return borders;
  }

  private void compare(Blob blob, int at, int to) throws IOException {
    assertThat(read(blob, new BlobRange(at, to - at)))
        .as("%d to %d of %d", at, to, blob.plain().length)
        .isEqualTo(Arrays.copyOfRange(blob.plain(), at, to));
  }

  /** Whole pieces go straight into the memory of whoever has room for them. */
  @Test
  public void itIsTheSameWhateverRoomTheReaderHas() throws IOException {
    for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 131_072, 200_000}) {
      byte[] plain = new byte[size];
      random.nextBytes(plain);
      for (int room : new int[] {1000, 65_536, 65_552, 70_000, 131_072, 300_000}) {
        try (SealingInputStream stream =
            seals.seal(bucket, new ByteArrayInputStream(plain), OptionalLong.of(size))) {
          Blob blob = new Blob(plain, readBy(room, stream), stream.seal());
          for (int from : new int[] {0, size / 3, size / 2}) {
            BlobRange range = new BlobRange(from, size - from - size / 5);
            try (Opener opener = seals.opener(bucket);
                InputStream opened = opener.open(blob::read, blob.seal(), size, range)) {
              assertThat(readBy(room, opened))
                  .as("%s of %d by %d", range, size, room)
                  .isEqualTo(Arrays.copyOfRange(plain, from, size - size / 5));
            }
          }
        }
      }
    }
  }

  private static byte[] readBy(int room, InputStream stream) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[room + 3];
    for (int n = stream.read(buffer, 3, room); n >= 0; n = stream.read(buffer, 3, room)) {
      all.write(buffer, 3, n);
    }
    return all.toByteArray();
  }

  @Test
  public void noTwoWritesAreAlike() throws IOException {
    byte[] plain = new byte[100];
    Blob one = seal(plain, OptionalLong.empty());
    Blob other = seal(plain, OptionalLong.empty());

    assertThat(one.seal().id()).isNotEqualTo(other.seal().id());
    assertThat(one.seal().key()).isNotEqualTo(other.seal().key());
    assertThat(one.sealed()).isNotEqualTo(other.sealed());
  }

  @Test
  public void theChecksumIsThatOfTheBytesAtRest() throws IOException {
    Blob blob = blob(P + 5);
    CRC32C crc32c = new CRC32C();
    crc32c.update(blob.sealed());

    assertThat(blob.seal().crc32c()).isEqualTo((int) crc32c.getValue());
  }

  @Test
  public void aBitThatIsAnotherOneIsNoticed() throws IOException {
    for (int size : new int[] {0, 1, 500, P + 300}) {
      Blob blob = blob(size);
      for (int i = 0; i < 300; i++) {
        byte[] changed = blob.sealed().clone();
        int at = random.nextInt(changed.length);
        changed[at] ^= (byte) (1 << random.nextInt(8));
        refused(blob.with(changed));
      }
    }
  }

  @Test
  public void nothingOfADamagedPieceIsGivenOut() throws IOException {
    Blob blob = blob(3 * P);
    byte[] changed = blob.sealed().clone();
    changed[2 * (P + T) - 1] ^= 1;
    try (Opener opener = seals.opener(bucket);
        InputStream stream =
            opener.open(blob.with(changed)::read, blob.seal(), 3 * P, new BlobRange(0, 3 * P))) {
      assertThat(stream.readNBytes(P)).isEqualTo(Arrays.copyOf(blob.plain(), P));
      assertThatThrownBy(stream::read).isInstanceOf(BrokenSealException.class);
      assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  public void aBlobThatIsCutOffIsRefused() throws IOException {
    for (int size : SIZES) {
      Blob blob = blob(size);
      for (int cut : new int[] {1, T, T + 1, P, P + T, P + T + 1}) {
        if (cut <= blob.sealed().length) {
          refused(blob.with(Arrays.copyOf(blob.sealed(), blob.sealed().length - cut)));
        }
      }
    }
  }

  @Test
  public void aBlobWithSomethingBehindItIsRefused() throws IOException {
    for (int size : SIZES) {
      Blob blob = blob(size);
      refused(blob.with(Arrays.copyOf(blob.sealed(), blob.sealed().length + 1)));
      refused(blob.with(Arrays.copyOf(blob.sealed(), blob.sealed().length + P + T)));
    }
  }

  @Test
  public void piecesInAnotherOrderAreRefused() throws IOException {
    Blob blob = blob(3 * P);
    byte[] swapped = blob.sealed().clone();
    System.arraycopy(blob.sealed(), 0, swapped, P + T, P + T);
    System.arraycopy(blob.sealed(), P + T, swapped, 0, P + T);
    refused(blob.with(swapped));

    byte[] repeated = blob.sealed().clone();
    System.arraycopy(blob.sealed(), 0, repeated, P + T, P + T);
    refused(blob.with(repeated));
  }

  /** With the same key, which never happens, so that it is the associated data that tells them. */
  @Test
  public void aPieceOfAnotherBlobIsRefused() throws IOException {
    Blob blob = blob(P);
    Bytes otherId = blob(1).seal().id();
    refused(blob, new Seal(otherId, blob.seal().key(), 0), P);
  }

  @Test
  public void aBlobWithTheSealOfAnotherIsRefused() throws IOException {
    Blob blob = blob(P);
    refused(blob, blob(P).seal(), P);
    refused(blob, new Seal(blob.seal().id(), blob(P).seal().key(), 0), P);
  }

  @Test
  public void anotherSizeIsRefused() throws IOException {
    Blob blob = blob(2 * P);
    for (int size : new int[] {0, 1, P - 1, P, P + 1, 2 * P - 1, 2 * P + 1, 3 * P}) {
      refused(blob, blob.seal(), size);
    }
  }

  /** A blob that ends at the border of a piece looks the same as the beginning of a longer one. */
  @Test
  public void theBeginningIsNotTheWhole() throws IOException {
    Blob blob = blob(2 * P);
    refused(blob.with(Arrays.copyOf(blob.sealed(), P + T)), blob.seal(), P);
  }

  @Test
  public void aKeyThatWasChangedIsRefused() throws IOException {
    Blob blob = blob(10);
    byte[] key = blob.seal().key().toArray();
    for (int i = 0; i < key.length; i++) {
      byte[] changed = key.clone();
      changed[i] ^= 4;
      Seal seal = new Seal(blob.seal().id(), Bytes.wrap(changed), 0);
      assertThatThrownBy(() -> read(blob, seal, 10, new BlobRange(0, 10)))
          .isInstanceOf(CorruptRecordException.class);
    }
  }

  @Test
  public void aBlobThatDoesNotOpenIsLeftClosed() throws IOException {
    Blob blob = blob(10);
    byte[] key = blob.seal().key().toArray();
    key[0] ^= 4;
    leftClosed(blob, new Seal(blob.seal().id(), Bytes.wrap(key), 0));
    leftClosed(blob, new Seal(blob(10).seal().id(), blob.seal().key(), 0));
  }

  private void leftClosed(Blob blob, Seal seal) {
    AtomicInteger open = new AtomicInteger();
    Opener.SealedBlob counted =
        range -> {
          open.incrementAndGet();
          return new FilterInputStream(blob.read(range)) {
            @Override
            public void close() throws IOException {
              open.decrementAndGet();
              super.close();
            }
          };
        };
    try (Opener opener = seals.opener(bucket)) {
      assertThatThrownBy(() -> opener.open(counted, seal, 10, new BlobRange(0, 10)));
    }
    assertThat(open).hasValue(0);
  }

  @Test
  public void anotherBucketOpensItOnlyOnceItsKeyIsMoved() throws IOException {
    Blob blob = blob(10);
    WrappedKey other = keys.newKey();
    BlobRange all = new BlobRange(0, 10);
    try (Opener opener = seals.opener(other)) {
      assertThatThrownBy(() -> opener.open(blob::read, blob.seal(), 10, all))
          .isInstanceOf(CorruptRecordException.class);

      Seal moved = seals.moved(blob.seal(), bucket, other);

      assertThat(opener.open(blob::read, moved, 10, all).readAllBytes()).isEqualTo(blob.plain());
      assertThat(moved.id()).isEqualTo(blob.seal().id());
      assertThat(moved.crc32c()).isEqualTo(blob.seal().crc32c());
    }
  }

  @Test
  public void aSourceThatFailsAtItsEndLeavesNoLastPiece() throws IOException {
    IOException failure = new IOException("digest");
    InputStream source =
        new FilterInputStream(new ByteArrayInputStream(new byte[P])) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            if (in.available() == 0) {
              throw failure;
            }
            return in.read(buffer, offset, length);
          }
        };
    try (SealingInputStream stream = seals.seal(bucket, source, OptionalLong.of(P))) {
      assertThatThrownBy(stream::readAllBytes).isSameAs(failure);
      assertThatThrownBy(stream::seal).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  public void aSourceLongerThanAnnouncedIsRefused() throws IOException {
    InputStream source = new ByteArrayInputStream(new byte[11]);
    try (SealingInputStream stream = seals.seal(bucket, source, OptionalLong.of(10))) {
      assertThatThrownBy(stream::readAllBytes).isInstanceOf(IOException.class);
    }
  }

  @Test
  public void aSealIsAsItWasWritten() throws IOException {
    SealCodec codec = new SealCodec();
    Seal seal = blob(3).seal();

    assertThat(codec.read(codec.write(seal))).isEqualTo(seal);
  }

  private void refused(Blob blob) {
    refused(blob, blob.seal(), blob.plain().length);
  }

  private void refused(Blob blob, Seal seal, long size) {
    assertThatThrownBy(() -> read(blob, seal, size, new BlobRange(0, size)))
        .isInstanceOf(BrokenSealException.class);
  }

  /** Gives some bytes at a time, as networks do. */
  private static final class Trickle extends FilterInputStream {

    private final Random random;

    Trickle(InputStream in, Random random) {
      super(in);
      this.random = random;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return super.read(buffer, offset, length == 0 ? 0 : 1 + random.nextInt(length));
    }
  }
}
