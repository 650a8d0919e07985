package org.mucura.core.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.core.blob.PartsInputStream.Piece;
import org.mucura.core.testing.ManualClock;
import org.mucura.core.testing.TestKeys;
import org.mucura.spi.blob.BlobRange;
import org.mucura.wire.ErrorCode;

public class PartsInputStreamTest {

  private static final BlobIds IDS = new BlobIds(new ManualClock());

  private final Piece first = piece(2);
  private final Piece second = piece(2);
  private final Piece third = piece(2);

  private static Piece piece(long length) {
    BlobRef blob = new BlobRef("default", IDS.mint());
    StoredPart part = new StoredPart(0, length, blob, TestKeys.seal(), Optional.empty());
    return new Piece(part, new BlobRange(0, length));
  }

  private static PartsInputStream stream(PartsInputStream.Source source, Piece... pieces) {
    return new PartsInputStream(source, List.of(pieces).iterator());
  }

  private static InputStream bytes(BlobRange range) {
    return new ByteArrayInputStream(new byte[(int) range.length()]);
  }

  @Test
  public void piecesFollowEachOther() throws IOException {
    PartsInputStream stream = stream((part, range) -> bytes(range), first, piece(0), second);
    assertThat(stream.opened().readAllBytes()).hasSize(4);
    assertThat(stream.read()).isEqualTo(-1);
  }

  @Test
  public void nothingFollowsAPieceThatIsGone() throws IOException {
    assertNothingFollows(
        (part, range) -> {
          if (part.equals(second.part())) {
            throw new IOException("gone");
          }
          return bytes(range);
        });
  }

  @Test
  public void nothingFollowsAPieceThatIsTooShort() throws IOException {
    assertNothingFollows(
        (part, range) -> part.equals(second.part()) ? InputStream.nullInputStream() : bytes(range));
  }

  private void assertNothingFollows(PartsInputStream.Source source) throws IOException {
    PartsInputStream stream = stream(source, first, second, third);
    assertThat(stream.readNBytes(2)).hasSize(2);
    byte[] buffer = new byte[10];
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> stream.read(buffer)).isInstanceOf(IOException.class);
    }
  }

  @Test
  public void aPieceThatCannotBeFoundIsAFailureOfTheStream() throws IOException {
    Iterator<Piece> pieces =
        Stream.of(first, second, third)
            .peek(
                piece -> {
                  if (piece.equals(second)) {
                    throw new S3Exception(ErrorCode.SERVICE_UNAVAILABLE);
                  }
                })
            .iterator();
    PartsInputStream stream = new PartsInputStream((part, range) -> bytes(range), pieces);
    assertThat(stream.readNBytes(2)).hasSize(2);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    }
  }
}
