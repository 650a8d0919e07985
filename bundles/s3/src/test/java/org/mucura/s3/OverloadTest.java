package org.mucura.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.mucura.core.account.NewAccessKey;
import org.mucura.core.seal.SealedLayout;
import org.mucura.http.MinimumRate;
import org.mucura.metadata.memory.MemoryMetadataStore;
import org.mucura.s3.RawClient.Answer;
import org.mucura.s3.admission.Admission;
import org.mucura.s3.admission.Admission.Usage;
import org.mucura.s3.admission.Limits;
import org.mucura.s3.operation.Work;

/** More requests than there are places, over HTTP. */
public class OverloadTest {

  private static final int PLACES = 4;
  private static final int SEATS = 4;
  private static final int SLOW = 6;

  private static final MinimumRate NONE_IS_SLOW = new MinimumRate(0, Duration.ZERO);

  /** More than the system's buffers take of what nobody reads. */
  private static final int LARGE = 8 << 20;

  private static final byte[] BODY = RawTest.bytes("hello");

  private final Admission admission = new Admission(limits(SEATS, NONE_IS_SLOW));
  private final UnsteadyBlobStore blobs = new UnsteadyBlobStore();
  private final List<RawClient> clients = new ArrayList<>();
  private S3TestServer server;

  @Before
  public void start() throws Exception {
    server = new S3TestServer(0, new MemoryMetadataStore(), blobs, admission);
    ok(RawClient.exchange(server, "PUT", "/crowd"));
  }

  private static Limits limits(int seats, MinimumRate slowRate) {
    Map<Work, Integer> places = new EnumMap<>(Work.class);
    for (Work work : Work.values()) {
      places.put(work, PLACES);
    }
    // Long enough that whoever is served is served because of its turn.
    return new Limits(places, seats, Duration.ofMinutes(1), SLOW, slowRate);
  }

  @After
  public void stop() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    server.close();
  }

  @Test
  public void anAccountThatTakesAllItCanGetKeepsNobodyElseWaiting() throws Exception {
    NewAccessKey other = server.newKey("other");
    byte[] held = RawTest.bytes("held until the others are served");
    blobs.heldSize = SealedLayout.sealedSize(held.length);
    for (int i = 0; i < 20; i++) {
      RawClient client = connect();
      client.begin("PUT", "/crowd/k" + i, held.length);
      client.write(held);
    }
    int served = PLACES - 1 + SEATS;
    Usage crowded = new Usage(PLACES - 1, SEATS, 20 - served);
    awaitUsage(Work.WRITE, crowded::equals);
    try (RawClient client = new RawClient(server, other)) {
      ok(client.send("PUT", "/other"));
      for (int i = 0; i < 20; i++) {
        ok(client.send("PUT", "/other/k" + i, BODY));
        assertThat(client.send("GET", "/other/k" + i).text()).isEqualTo("hello");
      }
    }
    assertThat(admission.usage(Work.WRITE)).isEqualTo(crowded);

    blobs.goOn.countDown();
    List<Answer> answers = new ArrayList<>();
    for (RawClient client : clients) {
      answers.add(client.read("PUT"));
    }
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(served);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 200)
        .hasSize(20 - served)
        .allSatisfy(OverloadTest::assertSlowDown);
    awaitNothingLeft();
    ok(RawClient.exchange(server, "PUT", "/crowd/after", BODY));
  }

  private static void assertSlowDown(Answer answer) {
    RawTest.assertError(answer, 503, "SlowDown");
    assertThat(answer.header("retry-after")).isEqualTo("1");
    assertThat(answer.header("content-type")).isEqualTo("application/xml");
    assertThat(answer.header("x-amz-request-id")).isNotEmpty();
    assertThat(answer.header("connection")).as("the body is not read").isEqualTo("close");
  }

  @Test
  public void slowReadersAndWritersDoNotKeepOthersWaiting() throws Exception {
    // Seats for all: a full line refuses, which is another test's.
    admission.change(limits(24, new MinimumRate(1 << 20, Duration.ofMillis(100))));
    ok(RawClient.exchange(server, "PUT", "/crowd/large", new byte[LARGE]));
    for (int i = 0; i < 12; i++) {
      RawClient writer = connect();
      writer.begin("PUT", "/crowd/slow" + i, 1 << 20);
      writer.write(BODY);
      connect().begin("GET", "/crowd/large", 0);
    }
    // Of the same account: what is kept for others does not help it.
    try (RawClient client = new RawClient(server)) {
      for (int i = 0; i < 10; i++) {
        ok(client.send("PUT", "/crowd/k", BODY));
        assertThat(client.send("GET", "/crowd/k").text()).isEqualTo("hello");
        ok(client.send("HEAD", "/crowd/k"));
      }
    }
    assertThat(admission.slow()).isPositive().isLessThanOrEqualTo(SLOW);
    assertThat(admission.usage(Work.READ).taken()).isLessThanOrEqualTo(PLACES);
    assertThat(admission.usage(Work.WRITE).taken()).isLessThanOrEqualTo(PLACES);
    for (RawClient client : clients) {
      client.close();
    }
    awaitNothingLeft();
  }

  @Test
  public void noPlaceIsLostToFailures() throws Exception {
    ok(RawClient.exchange(server, "PUT", "/crowd/large", new byte[LARGE]));
    for (int i = 0; i < 3; i++) {
      abort("PUT", "/crowd/aborted", 100);
      abort("GET", "/crowd/large", 0);
      abort("POST", "/crowd?delete", 100);
      blobs.writeFails = true;
      assertThat(RawClient.exchange(server, "PUT", "/crowd/k", BODY).status()).isEqualTo(503);
      blobs.writeFails = false;
      blobs.failsAfter = 1 << 20;
      assertThat(RawClient.exchange(server, "GET", "/crowd/large").complete()).isFalse();
      blobs.failsAfter = Long.MAX_VALUE;
      assertThat(RawClient.exchange(server, "GET", "/nowhere/k").status()).isEqualTo(404);
      assertThat(RawClient.exchange(server, "GET", "/crowd/nothing").status()).isEqualTo(404);
      assertThat(anonymous("/crowd/large")).isEqualTo(403);
    }
    awaitNothingLeft();
    ok(RawClient.exchange(server, "PUT", "/crowd/k", BODY));
  }

  private void abort(String method, String target, int length) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.begin(method, target, length);
      client.write(new byte[length / 2]);
    }
  }

  private int anonymous(String target) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.write("GET", target, client.headers());
      return client.read("GET").status();
    }
  }

  /** A connection that stays open. */
  private RawClient connect() throws IOException {
    RawClient client = new RawClient(server);
    clients.add(client);
    return client;
  }

  private void awaitUsage(Work work, Predicate<Usage> expected) throws InterruptedException {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!expected.test(admission.usage(work)) && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(admission.usage(work)).as(work.toString()).matches(expected);
  }

  private void awaitNothingLeft() throws InterruptedException {
    for (Work work : Work.values()) {
      awaitUsage(work, usage -> usage.taken() == 0 && usage.waiting() == 0);
    }
    long end = System.nanoTime() + 60_000_000_000L;
    while (admission.slow() > 0 && System.nanoTime() < end) {
      Thread.sleep(5);
    }
    assertThat(admission.slow()).isZero();
  }

  private static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }
}
