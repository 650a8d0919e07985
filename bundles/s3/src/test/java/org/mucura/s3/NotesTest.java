package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Test;
import org.mucura.http.EndedExchange;
import org.mucura.http.ExchangeNotes;
import org.mucura.s3.RawClient.Answer;

/** What logs and metrics are told of a request. */
public class NotesTest extends RawTest {

  private static final BlockingQueue<EndedExchange> TOLD = new LinkedBlockingQueue<>();

  private static boolean observed;

  @Before
  public void observe() {
    if (!observed) {
      server.observedBy(TOLD::add);
      observed = true;
    }
  }

  @Test
  public void whatIsAskedForAndOnWhoseBehalf() throws Exception {
    ExchangeNotes notes = notes(call("PUT", "/raw/a%2Fb%0A", bytes("x")));
    assertThat(notes.operation()).isEqualTo("PutObject");
    assertThat(notes.bucket()).isEqualTo("raw");
    assertThat(notes.key()).isEqualTo("a/b\n");
    assertThat(notes.account()).isEqualTo(server.key().key().account());
    assertThat(notes.credential()).isEqualTo(server.key().key().id());
    assertThat(notes.error()).isEmpty();
  }

  @Test
  public void whatErrorIsAnswered() throws Exception {
    ExchangeNotes missing = notes(call("GET", "/raw/missing"));
    assertThat(missing.operation()).isEqualTo("GetObject");
    assertThat(missing.error()).isEqualTo("NoSuchKey");
    assertThat(notes(call("HEAD", "/raw/missing")).error()).isEqualTo("NoSuchKey");
    assertThat(notes(call("PATCH", "/raw/missing")).error()).isEqualTo("MethodNotAllowed");
    ExchangeNotes anonymous = notes(unsigned("GET", "/raw/missing"));
    assertThat(anonymous.error()).isEqualTo("AccessDenied");
    assertThat(anonymous.account() + anonymous.credential()).isEmpty();
  }

  @Test
  public void whoARefusedRequestClaimsToBe() throws Exception {
    String scope = "/20260101/us-east-1/s3/aws4_request";
    ExchangeNotes inHeader =
        notes(
            unsigned(
                "GET",
                "/raw/k",
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDX"
                    + scope
                    + ", SignedHeaders=host, Signature=00"));
    assertThat(inHeader.credential()).isEqualTo("AKIDX");
    assertThat(inHeader.account()).isEmpty();
    assertThat(inHeader.error()).isNotEmpty();
    ExchangeNotes inQuery =
        notes(
            unsigned(
                "GET",
                "/raw/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIDY"
                    + scope.replace("/", "%2F")
                    + "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host"
                    + "&X-Amz-Signature="
                    + "0".repeat(64)));
    assertThat(inQuery.credential()).isEqualTo("AKIDY");
  }

  @Test
  public void whatTimeItIsAtAClientWhoseClockDiffers() throws Exception {
    Answer answer =
        unsigned(
            "GET",
            "/raw/k",
            "x-amz-date",
            "20200101T000000Z",
            "x-amz-content-sha256",
            "UNSIGNED-PAYLOAD",
            "authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDX/20200101/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature="
                + "0".repeat(64));
    assertError(answer, 403, "RequestTimeTooSkewed");
    assertThat(notes(answer).clientTime()).isEqualTo(Instant.parse("2020-01-01T00:00:00Z"));
    assertThat(notes(call("GET", "/raw/missing")).clientTime()).isNull();
  }

  @Test
  public void howManyBytesAndHowLong() throws Exception {
    call("PUT", "/raw/sized", bytes("0123456789"));
    Answer answer = call("GET", "/raw/sized");
    EndedExchange ended = of(answer);
    assertThat(ended.bytesOut()).isEqualTo(10);
    assertThat(ended.status()).isEqualTo(200);
    assertThat(ended.nanos()).isBetween(1L, Duration.ofSeconds(20).toNanos());
    assertThat(ended.notes().isCut()).isFalse();
  }

  private static ExchangeNotes notes(Answer answer) throws IOException, InterruptedException {
    return of(answer).notes();
  }

  /** That of this answer; those before it are of no interest any more. */
  private static EndedExchange of(Answer answer) throws InterruptedException {
    String id = answer.header("x-amz-request-id");
    EndedExchange ended;
    do {
      ended = Objects.requireNonNull(TOLD.poll(10, TimeUnit.SECONDS), id);
    } while (!ended.notes().requestId().equals(id));
    return ended;
  }
}
