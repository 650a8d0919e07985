package org.mucura.s3.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jetty.http.HttpFields;
import org.junit.Test;
import org.mucura.core.S3Exception;
import org.mucura.core.content.ExpectedDigests;
import org.mucura.spi.Bytes;
import org.mucura.spi.auth.BodyVerifier;
import org.mucura.wire.ErrorCode;
import org.mucura.wire.checksum.ChecksumAlgorithm;
import org.mucura.wire.sigv4.PayloadForm;

public class PayloadTest {

  private static final byte[] CONTENTS = "the contents".getBytes(StandardCharsets.UTF_8);
  private static final Bytes SHA256 = Bytes.wrap(Digests.sha256().digest(CONTENTS));
  private static final String CRC32 = "x-amz-checksum-crc32";

  @Test
  public void aSignedDigestIsVerifiedBeforeTheEnd() throws IOException {
    assertThat(open(fields(), digest(SHA256)).stream().readAllBytes()).isEqualTo(CONTENTS);
    assertFails(
        ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH,
        () -> open(fields(), digest(Bytes.wrap(new byte[32]))).stream().readAllBytes());
  }

  @Test
  public void aDigestThatIsNotSignedIsVerifiedAllTheSame() {
    HttpFields wrong = fields(PayloadForm.HEADER, "0".repeat(64));
    assertFails(
        ErrorCode.X_AMZ_CONTENT_SHA256_MISMATCH,
        () -> open(wrong, BodyVerifier.UNSIGNED).stream().readAllBytes());
  }

  @Test
  public void theFormMustBeTheOneThatWasSigned() {
    HttpFields signed = fields(PayloadForm.HEADER, PayloadForm.SIGNED_CHUNKS.value());
    HttpFields trailer = fields(PayloadForm.HEADER, PayloadForm.SIGNED_CHUNKS_TRAILER.value());
    HttpFields unsigned = fields(PayloadForm.HEADER, PayloadForm.UNSIGNED_TRAILER.value());
    assertFails(ErrorCode.INVALID_REQUEST, () -> open(signed, BodyVerifier.UNSIGNED));
    assertFails(ErrorCode.INVALID_REQUEST, () -> open(signed, ChunkedBody.verifier(true)));
    assertFails(ErrorCode.INVALID_REQUEST, () -> open(trailer, ChunkedBody.verifier(false)));
    assertFails(ErrorCode.INVALID_REQUEST, () -> open(unsigned, ChunkedBody.verifier(true)));
    assertFails(ErrorCode.INVALID_REQUEST, () -> open(fields(), ChunkedBody.verifier(false)));
  }

  @Test
  public void chunksNeedTheDecodedLength() {
    HttpFields missing = fields(PayloadForm.HEADER, PayloadForm.UNSIGNED_TRAILER.value());
    assertFails(ErrorCode.MISSING_CONTENT_LENGTH, () -> open(missing, BodyVerifier.UNSIGNED));
    for (String length : new String[] {"-1", "", "1e3", "9".repeat(30), "0x10"}) {
      HttpFields broken =
          fields(
              PayloadForm.HEADER,
              PayloadForm.UNSIGNED_TRAILER.value(),
              "x-amz-decoded-content-length",
              length);
      assertFails(ErrorCode.INVALID_ARGUMENT, () -> open(broken, BodyVerifier.UNSIGNED));
    }
  }

  @Test
  public void unknownFormsAreRefused() {
    HttpFields ecdsa = fields(PayloadForm.HEADER, "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD");
    assertFails(ErrorCode.NOT_IMPLEMENTED, () -> open(ecdsa, BodyVerifier.UNSIGNED));
    HttpFields nonsense = fields(PayloadForm.HEADER, "nonsense");
    assertFails(ErrorCode.INVALID_ARGUMENT, () -> open(nonsense, BodyVerifier.UNSIGNED));
  }

  @Test
  public void aTrailerIsOnlyAnnouncedWhereThereCanBeOne() {
    HttpFields announced = fields("x-amz-trailer", CRC32);
    assertFails(ErrorCode.INVALID_REQUEST, () -> open(announced, BodyVerifier.UNSIGNED));
    HttpFields chunks =
        fields(PayloadForm.HEADER, PayloadForm.SIGNED_CHUNKS.value(), "x-amz-trailer", CRC32);
    assertFails(ErrorCode.INVALID_REQUEST, () -> open(chunks, ChunkedBody.verifier(false)));
  }

  @Test
  public void theLengthIsThatOfTheHeader() {
    assertThat(open(fields("Content-Length", "12"), BodyVerifier.UNSIGNED).length()).hasValue(12);
    HttpFields chunked = fields("Transfer-Encoding", "chunked");
    assertThat(open(chunked, BodyVerifier.UNSIGNED).length()).isEmpty();
  }

  @Test
  public void failuresOfTheConnectionAreTheClients() {
    assertFails(ErrorCode.INCOMPLETE_BODY, () -> broken(new EOFException()).readAllBytes());
    assertFails(
        ErrorCode.REQUEST_TIMEOUT,
        () -> broken(new IOException(new TimeoutException())).readAllBytes());
  }

  @Test
  public void aChecksumInAHeaderIsExpected() {
    ExpectedDigests expected = expected(fields(CRC32, "AAAAAQ=="));
    assertThat(expected.algorithm()).contains(ChecksumAlgorithm.CRC32);
    assertThat(expected.checksum().get()).contains(Bytes.hex("00000001"));
  }

  @Test
  public void aChecksumInTheTrailerIsExpected() throws IOException {
    assertThat(trailed("x-amz-checksum-crc32:AAAAAQ==").checksum().get())
        .contains(Bytes.hex("00000001"));
  }

  @Test
  public void aTrailerThatWasNotAnnouncedIsRefused() {
    HttpFields silent =
        fields(
            PayloadForm.HEADER,
            PayloadForm.UNSIGNED_TRAILER.value(),
            "x-amz-decoded-content-length",
            "0");
    for (String trailer : new String[] {CRC32 + ":AAAAAA==\r\n", "x-more:1\r\n"}) {
      assertFails(
          ErrorCode.MALFORMED_TRAILER_ERROR,
          () ->
              Payload.open(silent, BodyVerifier.UNSIGNED, wire("0\r\n" + trailer + "\r\n")).stream()
                  .readAllBytes());
    }
  }

  @Test
  public void anAnnouncedTrailerMustComeAndNoOther() throws IOException {
    String[] broken = {
      "", "x-amz-checksum-crc32c:AAAAAQ==", "x-amz-checksum-crc32:AAAAAQ==\r\nx-more:1"
    };
    for (String trailer : broken) {
      assertFails(ErrorCode.MALFORMED_TRAILER_ERROR, () -> trailed(trailer));
    }
    ExpectedDigests malformed = trailed("x-amz-checksum-crc32:AAAA");
    assertFails(ErrorCode.INVALID_REQUEST, () -> malformed.checksum().get());
  }

  @Test
  public void checksumsThatCannotBeMeantAreRefused() {
    assertFails(ErrorCode.INVALID_REQUEST, () -> expected(fields(CRC32, "AAAA")));
    assertFails(ErrorCode.INVALID_REQUEST, () -> expected(fields(CRC32, "!")));
    assertFails(
        ErrorCode.INVALID_REQUEST,
        () -> expected(fields(CRC32, "AAAAAQ==", "x-amz-checksum-crc32c", "AAAAAQ==")));
    assertFails(
        ErrorCode.INVALID_REQUEST, () -> expected(fields("x-amz-sdk-checksum-algorithm", "CRC32")));
    assertFails(
        ErrorCode.INVALID_REQUEST,
        () -> expected(fields("x-amz-sdk-checksum-algorithm", "SHA1", CRC32, "AAAAAQ==")));
    assertFails(ErrorCode.INVALID_REQUEST, () -> expected(fields("x-amz-trailer", "x-amz-meta-a")));
    assertFails(
        ErrorCode.INVALID_REQUEST,
        () -> expected(fields("x-amz-trailer", CRC32, CRC32, "AAAAAQ==")));
    assertFails(
        ErrorCode.NOT_IMPLEMENTED, () -> expected(fields("x-amz-checksum-xxhash3", "AAAA")));
  }

  @Test
  public void aContentMd5IsExpected() {
    byte[] md5 = Digests.md5().digest(CONTENTS);
    String base64 = Base64.getEncoder().encodeToString(md5);
    assertThat(expected(fields("Content-MD5", base64)).contentMd5())
        .contains(Bytes.hex(HexFormat.of().formatHex(md5)));
    for (String broken : new String[] {"", "AAAA", "!", base64 + "AAAA"}) {
      assertFails(ErrorCode.INVALID_DIGEST, () -> expected(fields("Content-MD5", broken)));
    }
  }

  @Test
  public void documentsHaveTheDigestsThatTheirHeadersSay() throws IOException {
    Bytes md5 = Bytes.wrap(Digests.md5().digest(CONTENTS));
    assertThat(checked(Optional.of(md5), Optional.empty()).readAllBytes()).isEqualTo(CONTENTS);
    assertFails(
        ErrorCode.BAD_DIGEST,
        () -> checked(Optional.of(Bytes.wrap(new byte[16])), Optional.empty()).readAllBytes());
    assertFails(
        ErrorCode.BAD_DIGEST,
        () -> checked(Optional.empty(), Optional.of(Bytes.wrap(new byte[32]))).readAllBytes());
    assertThat(checked(Optional.of(md5), Optional.of(SHA256)).readAllBytes()).isEqualTo(CONTENTS);
  }

  private static InputStream checked(Optional<Bytes> md5, Optional<Bytes> sha256) {
    return new DigestsInputStream(
        new ByteArrayInputStream(CONTENTS),
        new ExpectedDigests(md5, sha256.map(s -> ChecksumAlgorithm.SHA256), () -> sha256));
  }

  private static ExpectedDigests trailed(String trailer) throws IOException {
    HttpFields headers =
        fields(
            PayloadForm.HEADER,
            PayloadForm.UNSIGNED_TRAILER.value(),
            "x-amz-decoded-content-length",
            "0",
            "x-amz-trailer",
            CRC32);
    String wire = "0\r\n" + trailer + (trailer.isEmpty() ? "" : "\r\n") + "\r\n";
    Payload payload = Payload.open(headers, BodyVerifier.UNSIGNED, wire(wire));
    ExpectedDigests expected = ChecksumHeaders.expected(headers, payload);
    assertThat(payload.stream().readAllBytes()).isEmpty();
    return expected;
  }

  private static InputStream wire(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static ExpectedDigests expected(HttpFields headers) {
    return ChecksumHeaders.expected(headers, open(fields(), BodyVerifier.UNSIGNED));
  }

  private static Payload open(HttpFields headers, BodyVerifier verifier) {
    return Payload.open(headers, verifier, new ByteArrayInputStream(CONTENTS));
  }

  private static BodyVerifier digest(Bytes sha256) {
    return new BodyVerifier() {
      @Override
      public Optional<Bytes> sha256() {
        return Optional.of(sha256);
      }
    };
  }

  private static InputStream broken(IOException failure) {
    return new ConnectionInputStream(
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            throw failure;
          }
        });
  }

  private static HttpFields fields(String... namesAndValues) {
    HttpFields.Mutable fields = HttpFields.build();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  private static void assertFails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
