package org.mucura.core.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.Test;
import org.mucura.core.seal.SealedLayout.Pieces;
import org.mucura.spi.blob.BlobRange;

public class SealedLayoutTest {

  private static final int P = SealedLayout.PIECE;
  private static final int T = SealedLayout.TAG;

  @Test
  public void theSizesFollowFromEachOther() {
    assertThat(SealedLayout.sealedSize(0)).isEqualTo(T);
    assertThat(SealedLayout.sealedSize(P)).isEqualTo(P + T);
    assertThat(SealedLayout.sealedSize(P + 1)).isEqualTo(P + 1 + 2 * T);
    for (long plain = 0; plain < 4L * P; plain += 251) {
      assertThat(SealedLayout.plainSize(SealedLayout.sealedSize(plain))).isEqualTo(plain);
    }
    long large = 5L << 30;
    assertThat(SealedLayout.plainSize(SealedLayout.sealedSize(large))).isEqualTo(large);
  }

  @Test
  public void whatNothingIsSealedToHasNoSize() {
    for (long sealed : new long[] {0, 1, T - 1, P + T + 1, P + 2 * T, 2L * (P + T) + T}) {
      assertThatThrownBy(() -> SealedLayout.plainSize(sealed))
          .as("%d", sealed)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  public void aRangeTouchesItsPieces() {
    long size = 3L * P;
    assertThat(pieces(0, 1, size)).isEqualTo(new Pieces(0, 0));
    assertThat(pieces(P - 1, 1, size)).isEqualTo(new Pieces(0, 0));
    assertThat(pieces(P - 1, 2, size)).isEqualTo(new Pieces(0, 1));
    assertThat(pieces(P, P, size)).isEqualTo(new Pieces(1, 1));
    assertThat(pieces(0, 3 * P, size)).isEqualTo(new Pieces(0, 2));
    assertThat(pieces(3 * P, 0, size)).isEqualTo(new Pieces(2, 2));
    assertThat(pieces(0, 0, 0)).isEqualTo(new Pieces(0, 0));
  }

  @Test
  public void theLastPieceIsReadWithTheByteThatMustNotFollow() {
    long size = 2L * P;
    assertThat(pieces(0, 1, size).sealed(size)).isEqualTo(new BlobRange(0, P + T));
    assertThat(pieces(P, 1, size).sealed(size)).isEqualTo(new BlobRange(P + T, P + T + 1));
  }

  private static Pieces pieces(long offset, long length, long size) {
    return SealedLayout.touching(new BlobRange(offset, length), size);
  }
}
