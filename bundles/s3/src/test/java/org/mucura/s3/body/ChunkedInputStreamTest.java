package org.mucura.s3.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.sigv4.PayloadForm;

public class ChunkedInputStreamTest {

  private static final String CRC = "x-amz-checksum-crc32:sOO8Lw==";

  private final Random random = new Random(20261122);

  @Test
  public void anyChunkingYieldsTheContents() throws IOException {
    for (int round = 0; round < 100; round++) {
      byte[] contents = randomBytes(round < 10 ? round : random.nextInt(300_000));
      for (PayloadForm form : PayloadForm.values()) {
        if (form.isChunked()) {
          ChunkedInputStream in = open(form, frame(form, contents).toBytes(), contents.length);
          assertThat(readAll(in)).isEqualTo(contents);
          assertThat(in.read()).isEqualTo(-1);
          assertThat(in.trailer().size()).isEqualTo(form.hasTrailer() ? 1 : 0);
        }
      }
    }
  }

  @Test
  public void aFlippedBitChangesNothingUnnoticed() throws IOException {
    byte[] contents = randomBytes(5000);
    PayloadForm form = PayloadForm.SIGNED_CHUNKS_TRAILER;
    byte[] wire = frame(form, contents).toBytes();
    for (int i = 0; i < wire.length; i += 1 + random.nextInt(5)) {
      byte[] broken = wire.clone();
      broken[i] ^= (byte) (1 << random.nextInt(8));
      try {
        // Some bits are the case of a hexadecimal digit or of a header's name.
        ChunkedInputStream in = open(form, broken, contents.length);
        assertThat(readAll(in)).as("at %s", i).isEqualTo(contents);
        assertThat(in.trailer()).isEqualTo(Map.of("x-amz-checksum-crc32", "sOO8Lw=="));
      } catch (S3Exception noticed) {
        assertThat(noticed.code()).isNotEqualTo(ErrorCode.INTERNAL_ERROR);
      }
    }
  }

  @Test
  public void aBodyThatEndsEarlyIsIncomplete() {
    byte[] contents = randomBytes(300);
    for (PayloadForm form : PayloadForm.values()) {
      byte[] wire = form.isChunked() ? frame(form, contents).toBytes() : new byte[0];
      for (int length = 0; length < wire.length; length++) {
        byte[] broken = java.util.Arrays.copyOf(wire, length);
        assertFails(ErrorCode.INCOMPLETE_BODY, form, broken, contents.length);
      }
    }
  }

  @Test
  public void whateverIsBehindTheEndIsRefused() {
    byte[] contents = randomBytes(300);
    for (PayloadForm form : PayloadForm.values()) {
      if (form.isChunked()) {
        for (String more : new String[] {"x", "\r\n.", "GET / HTTP/1.1\r\n\r\n"}) {
          byte[] wire = frame(form, contents).raw(more).toBytes();
          assertThatThrownBy(() -> readAll(open(form, wire, contents.length)))
              .isInstanceOf(S3Exception.class);
        }
      }
    }
  }

  @Test
  public void anotherLengthThanWasSaidIsIncomplete() {
    byte[] contents = randomBytes(300);
    PayloadForm form = PayloadForm.UNSIGNED_TRAILER;
    byte[] wire = frame(form, contents).toBytes();
    assertFails(ErrorCode.INCOMPLETE_BODY, form, wire, 299);
    assertFails(ErrorCode.INCOMPLETE_BODY, form, wire, 301);
    assertFails(ErrorCode.INCOMPLETE_BODY, form, wire, 0);
  }

  @Test
  public void unsignedChunksDoNotPassForSignedOnes() {
    byte[] contents = randomBytes(300);
    byte[] wire = new ChunkedBody(false).chunks(contents, random).last().raw("\r\n").toBytes();
    assertFails(ErrorCode.INVALID_REQUEST, PayloadForm.SIGNED_CHUNKS, wire, 300);
  }

  @Test
  public void aTrailerMustBeSignedWhereChunksAre() {
    byte[] contents = randomBytes(300);
    PayloadForm form = PayloadForm.SIGNED_CHUNKS_TRAILER;
    byte[] bare =
        new ChunkedBody(true).chunks(contents, random).last().raw(CRC + "\r\n\r\n").toBytes();
    assertFails(ErrorCode.SIGNATURE_DOES_NOT_MATCH, form, bare, 300);
    byte[] none = new ChunkedBody(true).chunks(contents, random).last().raw("\r\n").toBytes();
    assertFails(ErrorCode.SIGNATURE_DOES_NOT_MATCH, form, none, 300);
  }

  @Test
  public void aTrailerThatWasNotAskedForIsRefused() {
    byte[] wire = new ChunkedBody(true).last().trailer(CRC, "\r\n").raw("\r\n").toBytes();
    assertFails(ErrorCode.MALFORMED_TRAILER_ERROR, PayloadForm.SIGNED_CHUNKS, wire, 0);
  }

  @Test
  public void theTrailerIsTheOneThatWasAnnounced() {
    String[] others = {
      "", "x-amz-checksum-crc32c:AAAAAQ==\r\n", CRC + "\r\nx-more:1\r\n", "x-more:1\r\n"
    };
    for (String trailer : others) {
      byte[] wire = new ChunkedBody(false).last().raw(trailer + "\r\n").toBytes();
      assertFails(ErrorCode.MALFORMED_TRAILER_ERROR, PayloadForm.UNSIGNED_TRAILER, wire, 0);
    }
  }

  @Test
  public void theFramingOfMinioGoIsTaken() throws IOException {
    byte[] contents = randomBytes(100_000);
    byte[] unsigned =
        new ChunkedBody(false).chunks(contents, random).last().raw(CRC + "\n\r\n\r\n").toBytes();
    ChunkedInputStream in = open(PayloadForm.UNSIGNED_TRAILER, unsigned, contents.length);
    assertThat(readAll(in)).isEqualTo(contents);
    assertThat(in.trailer()).isEqualTo(Map.of("x-amz-checksum-crc32", "sOO8Lw=="));

    byte[] signed =
        new ChunkedBody(true)
            .chunks(contents, random)
            .last()
            .trailer(CRC, "\n\r\n")
            .raw("\r\n")
            .toBytes();
    assertThat(readAll(open(PayloadForm.SIGNED_CHUNKS_TRAILER, signed, contents.length)))
        .isEqualTo(contents);
  }

  @Test
  public void theHeaderOfAChunkHasOneForm() {
    String[] broken = {
      "\r\n",
      "g\r\n",
      "-1\r\n",
      "+1\r\n",
      " 1\r\n",
      "1 \r\n",
      "0x1\r\n",
      "1;\r\n",
      "1;a=b\r\n",
      "1;chunk-signature=\r\n",
      "1\n",
      "1\r\r\n",
      "100000000\r\n",
      "1".repeat(200) + "\r\n"
    };
    for (String header : broken) {
      byte[] wire = new ChunkedBody(false).raw(header + "a\r\n0\r\n\r\n").toBytes();
      assertFails(ErrorCode.INVALID_REQUEST, PayloadForm.UNSIGNED_TRAILER, wire, 1);
    }
    byte[] tooLong = new ChunkedBody(false).raw("10000001\r\n").toBytes();
    assertFails(ErrorCode.INVALID_CHUNK_SIZE_ERROR, PayloadForm.UNSIGNED_TRAILER, tooLong, 1 << 30);
  }

  @Test
  public void trailersAreBounded() {
    String[] broken = {
      "x:" + "y".repeat(5000) + "\r\n\r\n", "nocolon\r\n\r\n", ":v\r\n\r\n", "a:1\r\na:2\r\n\r\n"
    };
    for (String trailer : broken) {
      byte[] wire = new ChunkedBody(false).last().raw(trailer).toBytes();
      assertFails(ErrorCode.MALFORMED_TRAILER_ERROR, PayloadForm.UNSIGNED_TRAILER, wire, 0);
    }
  }

  @Test
  public void garbageNeverLooksLikeAnEnd() {
    for (int round = 0; round < 2000; round++) {
      byte[] garbage = randomBytes(random.nextInt(400));
      assertThatThrownBy(() -> readAll(open(PayloadForm.UNSIGNED_TRAILER, garbage, 100)))
          .isInstanceOf(S3Exception.class);
    }
  }

  private ChunkedBody frame(PayloadForm form, byte[] contents) {
    ChunkedBody body = new ChunkedBody(form.signsChunks()).chunks(contents, random).last();
    return (form.hasTrailer() ? body.trailer(CRC, "\r\n") : body).raw("\r\n");
  }

  private ChunkedInputStream open(PayloadForm form, byte[] wire, long decodedLength) {
    BodyVerifier verifier =
        form.signsChunks() ? ChunkedBody.verifier(form.hasTrailer()) : BodyVerifier.UNSIGNED;
    InputStream in =
        random.nextBoolean()
            ? new StutteringInputStream(wire, random)
            : new ByteArrayInputStream(wire);
    Set<String> trailer = form.hasTrailer() ? Set.of("x-amz-checksum-crc32") : Set.of();
    return new ChunkedInputStream(
        in, verifier, new ChunkedInputStream.Announced(form, decodedLength, trailer));
  }

  private byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 + random.nextInt(100_000)];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
    return out.toByteArray();
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private void assertFails(ErrorCode code, PayloadForm form, byte[] wire, long decodedLength) {
    assertThatThrownBy(() -> readAll(open(form, wire, decodedLength)))
        .isInstanceOfSatisfying(
            S3Exception.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
